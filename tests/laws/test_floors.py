"""Direction: a folder imports only folders below it; core, faces and ledger name no register; no circles."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import ROOT

from greenline.registers import REGISTERS

SOURCE = ROOT / "src" / "greenline"
FLOORS = {"core": 1, "registers": 2, "ledger": 2, "faces": 2, "alerting": 2.5, "analysis": 3, "exchange": 3,
          "mission": 3, "desk": 4, "web": 5, "cli": 6}  # fmt: skip
CLOCKS = {"time", "datetime", "random", "secrets", "sqlalchemy", "fastapi", "starlette", "uvicorn", "socket", "urllib",
          "requests", "httpx", "sqlite3", "threading", "asyncio"}  # fmt: skip


def modules(folder: str) -> list[Path]:
    place = SOURCE / folder
    return sorted(place.rglob("*.py")) if place.is_dir() else [SOURCE / f"{folder}.py"]


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it, by its full name."""
    package = ("greenline", *file.relative_to(SOURCE).with_suffix("").parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: -node.level]) if node.level else ""
            full = ".".join(part for part in (base, node.module or "") if part)
            yield full, node.lineno
            yield from ((f"{full}.{alias.name}", node.lineno) for alias in node.names)


def test_import_linter_keeps_its_contract() -> None:
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as l; l()", "--no-cache"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("folder", list(FLOORS))
def test_downward_only(folder: str) -> None:
    """Also imports within functions and under TYPE_CHECKING."""
    if not (SOURCE / folder).exists() and not (SOURCE / f"{folder}.py").exists():
        pytest.skip(f"there is no {folder} yet")
    for file in modules(folder):
        for name, line in imports(file):
            parts = name.split(".")
            if parts[0] == "greenline" and len(parts) > 1 and parts[1] in FLOORS and parts[1] != folder:
                assert FLOORS[parts[1]] < FLOORS[folder], f"{file.name}:{line} imports {name}"


def names(file: Path) -> Iterator[tuple[str, int]]:
    """Every name, attribute, argument and text of a file, but its docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Name):
            yield node.id, line
        elif isinstance(node, ast.Attribute):
            yield node.attr, line
        elif isinstance(node, ast.arg):
            yield node.arg, line
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value, line


@pytest.mark.parametrize("folder", ["core", "ledger", "faces"])
def test_no_register_is_named(folder: str) -> None:
    nouns = {*REGISTERS, *(r.__name__ for r in REGISTERS.values()), *(r.prefix for r in REGISTERS.values())}
    nouns |= {f"{noun}_id" for noun in REGISTERS} | {f"{noun}s" for noun in REGISTERS}
    nouns -= {"sites", "site", "unit", "folder"}  # a chain's own word, a number's unit of measure, a folder of files
    nouns -= {"case", "cases"}  # SQL's
    nouns -= {"match"}  # a pattern's
    nouns -= {"Thread", "thread", "threads", "responses", "said"}  # a processor's, HTTP's, a word like any
    for file in modules(folder):
        for name, line in names(file):
            assert name not in nouns, f"{file.name}:{line} says {name!r}"


@pytest.mark.parametrize("folder", ["core", "ledger", "faces"])
def test_no_register_is_imported(folder: str) -> None:
    for file in modules(folder):
        assert not [n for n, _ in imports(file) if n.startswith("greenline.registers")], file.name


def test_analysis_is_pure() -> None:
    if not (SOURCE / "analysis").is_dir():
        pytest.skip("there is no analysis yet")
    for file in modules("analysis"):
        for name, line in imports(file):
            assert name.split(".")[0] not in CLOCKS, f"{file.name}:{line} imports {name}"


def test_a_declaration_is_a_constant() -> None:
    """No `if`, no loop, no lambda in the registers; the list of them is the one comprehension."""
    for file in modules("registers"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.If | ast.For | ast.While | ast.Lambda | ast.Try), file.name


def test_no_circles() -> None:
    """Modules within a folder, by what they import when they are loaded or later."""
    known = {".".join(("greenline", *f.relative_to(SOURCE).with_suffix("").parts)): f for f in SOURCE.rglob("*.py")}
    graph = {name: {n for n, _ in imports(file) if n in known and n != name} for name, file in known.items()}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for other in sorted(graph[name]):
                walk(other, (*path, name))
            done.add(name)

    for name in sorted(graph):
        walk(name, ())

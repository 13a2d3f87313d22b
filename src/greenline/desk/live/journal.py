"""What is not recorded yet, written down each second: a server that is killed goes on where it was.

A file of JSON lines in the data folder. Runs are known by tracker and beginning; what was recorded is marked as done.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from ...core.errors import Refusal

FILE = "live.jsonl"
MOST_BYTES = 8_000_000  # longer: written anew with what is still open
MOST_READ = 100_000_000


class Journal:
    """One server's file of what is under way. Raises Refusal where it cannot be used, or another server uses it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(folder / f"{FILE}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except BlockingIOError:
            os.close(self._lock)
            raise Refusal("Another server of this mission takes live positions already; one is enough.") from None
        except OSError as error:
            raise Refusal(f"{self.path} cannot be written: {error.strerror}.") from None

    def read(self) -> list[dict[str, Any]]:
        """The lines that were written whole."""
        found = []
        with self.path.open("rb") as file:
            for line in file.read(MOST_READ).split(b"\n"):
                with suppress(orjson.JSONDecodeError):  # the last one may have been cut off by a kill
                    told = orjson.loads(line) if line else None
                    if isinstance(told, dict):
                        found.append(told)
        return found

    def write(self, lines: Iterable[Mapping[str, Any]]) -> bool:
        """Add lines, safe on disk when this returns; whether the file has become so long that it is to be written
        anew. Raises OSError."""
        told = b"".join(orjson.dumps(line) + b"\n" for line in lines)
        if not told:
            return False
        _all(self._file, told)
        os.fdatasync(self._file)
        return os.fstat(self._file).st_size > MOST_BYTES

    def rewrite(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Replace the file by these lines, all or nothing. Raises OSError."""
        fresh = self.path.with_suffix(".new")
        made = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        _all(made, b"".join(orjson.dumps(line) + b"\n" for line in lines))
        os.fsync(made)
        fresh.replace(self.path)
        os.close(self._file)
        self._file = made

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)
        os.close(self._lock)


def _all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]

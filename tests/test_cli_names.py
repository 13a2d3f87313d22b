"""The command line says each name once."""

from __future__ import annotations

from collections import Counter

from greenline.cli.main import app


def test_no_command_hides_another() -> None:
    names = Counter(one.name or getattr(one.callback, "__name__", "").rstrip("_") for one in app.registered_commands)
    names.update(group.name for group in app.registered_groups)
    assert [name for name, count in names.items() if count > 1] == []

"""A generator run ahead in a process of its own, its items handed over through a bounded queue."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Generator, Iterator
from typing import Any

_AHEAD = 6  # items that may wait
_END = "end"


def run_ahead(make: Callable[..., Iterator[Any]], *arguments: Any) -> Generator[Any, None, None]:
    """The items of `make(*arguments)`, made in another process. An error there is raised here."""
    context = multiprocessing.get_context("spawn")
    items: Any = context.Queue(_AHEAD)
    process = context.Process(target=_run, args=(items, make, arguments), daemon=True)
    process.start()
    try:
        while True:
            kind, item = _next(items, process)
            if kind == _END:
                return
            if kind == "error":
                raise item
            yield item
    finally:
        process.kill()
        process.join()


def _next(items: Any, process: Any) -> tuple[str, Any]:
    from queue import Empty

    while True:
        try:
            found: tuple[str, Any] = items.get(timeout=2)
            return found
        except Empty:
            assert process.is_alive(), "the reading process died"


def _run(items: Any, make: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]) -> None:
    gc.set_threshold(100_000, 20, 20)  # many short-lived values and no cycles: the collector only costs here
    try:
        for item in make(*arguments):
            items.put(("item", item))
    except Exception as error:
        items.put(("error", error))
    else:
        items.put((_END, None))

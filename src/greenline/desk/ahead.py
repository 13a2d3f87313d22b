"""A generator run ahead in a process of its own, its items handed over through a bounded queue."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator
from queue import Empty, Full
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
            _hand_over(items, ("item", item))
    except Exception as error:
        _hand_over(items, ("error", error))
    else:
        _hand_over(items, (_END, None))


def _hand_over(items: Any, item: tuple[str, Any]) -> None:
    """Put an item where there is room; end when nobody is left to take it."""
    while True:
        try:
            items.put(item, timeout=2)
            return
        except Full:
            parent = multiprocessing.parent_process()
            if parent is None or not parent.is_alive():
                os._exit(1)

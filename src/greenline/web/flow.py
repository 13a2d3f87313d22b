"""A file on its way to a client, piece by piece.

When something breaks on the way, the connection is cut before the closing chunk, so that no half a file looks whole.
When the client goes away, what the pieces hold (a database connection, temporary files) is let go at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from threading import BoundedSemaphore
from typing import Any

from anyio import CancelScope
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.types import Receive, Scope, Send

from ..core.errors import Unavailable

MOST_FLOWING = 8  # files under way at once: each holds a connection to the database for as long as its client reads
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_flowing = BoundedSemaphore(MOST_FLOWING)


class Flow(StreamingResponse):
    """A streamed file of a name, whose ending tells its kind. Raises Unavailable when too many are under way."""

    def __init__(self, pieces: Iterator[str] | Iterator[bytes], name: str) -> None:
        kind = KINDS[name.rpartition(".")[2]]
        super().__init__(pieces, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
        self.pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or as much of it as the client takes."""
        if not _flowing.acquire(blocking=False):
            raise Unavailable(f"{MOST_FLOWING} files are under way already; ask again when one is done.")
        try:
            # What is wrong from the start is still told as a refusal, not as a file that breaks off.
            first: list[Any] = await run_in_threadpool(lambda: list(islice(self.pieces, 1)))
            self.body_iterator = iterate_in_threadpool(chain(first, self.pieces))
            await super().__call__(scope, receive, send)
        finally:
            try:
                with CancelScope(shield=True):
                    await run_in_threadpool(getattr(self.pieces, "close", lambda: None))
            finally:
                _flowing.release()

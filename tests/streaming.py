"""The first event of a stream, which never ends by itself."""

from __future__ import annotations

import asyncio
from typing import Any


async def first_event(app: Any, query: str) -> str:
    """The first piece of a stream, asked for as a browser does; then the browser goes away."""
    sent: asyncio.Queue[str] = asyncio.Queue()
    gone = asyncio.Event()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": "/api/stream",
        "raw_path": b"/api/stream", "query_string": query.encode(), "root_path": "", "scheme": "http",
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message.get("body"):
            await sent.put(message["body"].decode())

    task = asyncio.create_task(app(scope, receive, send))
    text = ""
    while "data:" not in text:
        text += await asyncio.wait_for(sent.get(), 5)
    gone.set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return text

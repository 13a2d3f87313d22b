"""Serving a mission: `demo` and `serve`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from ..core.errors import Invalid, NotFound, Refusal
from .common import (
    DataOption,
    MissionArgument,
    app,
    open_desk,
    out,
)


class LogForm(StrEnum):
    """How logs are written."""

    json = "json"
    text = "text"
    quiet = "quiet"


@app.command()
def demo(
    mission: Annotated[str, typer.Argument(help="A shipped mission.")] = "cyprus",
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=0, max=65535)] = 8000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    data: DataOption = None,
) -> None:
    """Serve a shipped mission from a fresh data folder, with a switch of roles and audiences.

    Example: `greenline demo cyprus --port 8001 --no-browser`
    """
    import tempfile

    from ..mission import shipped

    if mission not in shipped():
        raise NotFound(f"There is no shipped mission {mission!r}; there are {', '.join(shipped())}.")
    with tempfile.TemporaryDirectory(prefix="greenline-demo-") as fresh:
        _serve(mission, data or fresh, "127.0.0.1", port, demo=True, browser=not no_browser, logs=LogForm.quiet)


@app.command()
def serve(
    mission: MissionArgument,
    data: DataOption = None,
    host: Annotated[str, typer.Option(help="A loopback address: until people sign in, nothing else.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=0, max=65535)] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(help="Host name under which a proxy that signs people in passes requests on.")
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(help="Port on 127.0.0.1 for Prometheus.", min=0, max=65535)
    ] = None,
    logs: Annotated[
        LogForm, typer.Option(help="Logs on standard error; quiet tells only what went wrong.")
    ] = LogForm.json,
) -> None:
    """Serve a mission. `/healthz` tells whether ledger, writer, followers and disk are well.

    Example: `greenline serve ./mission --port 8000 --metrics-port 9100`
    """
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise Invalid(
            f"{host} is no loopback address; as long as nobody signs in, Greenline listens on this machine only."
        )
    names = tuple(one.strip().lower() for one in name or ())
    _serve(mission, data, host, port, logs=logs, names=names, metrics_port=metrics_port)


def _serve(
    mission: str,
    data: str | None,
    host: str,
    port: int,
    *,
    demo: bool = False,
    browser: bool = False,
    logs: LogForm,
    names: tuple[str, ...] = (),
    metrics_port: int | None = None,
) -> None:
    import signal
    import socket

    import uvicorn

    from ..web.app import Server, create_app
    from ..web.watching import Metrics, log, start_logs

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from here on callers wait rather than being refused
    except OSError as error:
        raise Refusal(f"Port {port} on {host} cannot be used: {error.strerror}. Name another with --port.") from None
    sys.setswitchinterval(0.001)  # the event loop must not wait long for threads that answer questions
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _stop)
    lines = start_logs(logs)
    with open_desk(mission, data) as desk:
        metrics = Metrics(desk)
        if metrics_port is not None:
            metrics.serve(metrics_port)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        out.print(f"Greenline serves [bold]{desk.mission.name}[/bold] at [bold]{address}[/bold]  (stop with Ctrl-C)")
        config = uvicorn.Config(
            create_app(desk, demo, metrics, names), log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=3, timeout_keep_alive=30, limit_concurrency=2000,
        )  # fmt: skip
        if browser:
            import threading
            import webbrowser

            threading.Timer(1.0, webbrowser.open, [address]).start()
        log.info("serving", port=listener.getsockname()[1], metrics_port=metrics_port)
        try:
            Server(config).run(sockets=[listener])
        finally:
            log.info("stopping", queued=desk.ledger.queued())
            desk.ledger.close()
            log.info("stopped")
            if lines is not None:
                lines.close()


def _stop(number: int, frame: Any) -> None:
    """End in order: uvicorn answers what is under way and raises the signal again; then the desk is closed."""
    raise SystemExit(0)

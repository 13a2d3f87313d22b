"""Serving a mission: `demo` and `serve`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import NotFound, Refusal
from .common import (
    DataOption,
    MissionArgument,
    app,
    open_desk,
    out,
)

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..web.feeds.feeding import Feeding
    from .listening import Way


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
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond loopback with --certificate or --proxy only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=0, max=65535)] = 8000,
    certificate: Annotated[
        Path | None, typer.Option(help="TLS: the certificate and its chain (PEM), with --private-key.")
    ] = None,
    private_key: Annotated[Path | None, typer.Option(help="TLS: the certificate's key (PEM).")] = None,
    proxy: Annotated[
        bool, typer.Option("--proxy", help="Behind a proxy that does TLS and adds X-Forwarded-For; needs --name.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="Host name under which people reach it; else those of the certificate.")
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(help="Port on 127.0.0.1 for Prometheus.", min=0, max=65535)
    ] = None,
    tak: Annotated[str | None, typer.Option(help="Take TAK clients at host:port, unencrypted (loopback).")] = None,
    tak_tls: Annotated[
        str | None, typer.Option(help="Take TAK clients over TLS at host:port; its files stand in [tracking].")
    ] = None,
    tak_udp: Annotated[str | None, typer.Option(help="Take CoT datagrams at host:port.")] = None,
    tak_audience: Annotated[str | None, typer.Option(help="Whom these ports tell of incidents; else mission.")] = None,
    drone: Annotated[
        list[str] | None, typer.Option(help="Take a drone's stream, such as udp://127.0.0.1:5000 or tcp://….")
    ] = None,
    keep_streams: Annotated[bool, typer.Option("--keep-streams", help="Keep drones' streams by their hash.")] = False,
    logs: Annotated[
        LogForm, typer.Option(help="Logs on standard error; quiet tells only what went wrong.")
    ] = LogForm.json,
) -> None:
    """Serve a mission: on this machine for one operator, or for people who sign in (`greenline people add`). `/healthz`
    tells whether ledger, writer, followers and disk are well.

    Example: `greenline serve ./mission --port 8000 --metrics-port 9100`

    Example: `greenline serve ./mission --host 0.0.0.0 --port 443 --certificate ops.pem --private-key ops.key`
    """
    from .listening import the_way_in

    way = the_way_in(host, tuple(name or ()), certificate, private_key, proxy)
    told = {"tak": tak, "tak_tls": tak_tls, "tak_udp": tak_udp, "audience": tak_audience, "drone": drone}
    feeds = {name: one for name, one in told.items() if one}
    _serve(
        mission, data, host, port, logs=logs, way=way, metrics_port=metrics_port, feeds=feeds, keep_streams=keep_streams
    )


def _serve(
    mission: str,
    data: str | None,
    host: str,
    port: int,
    *,
    demo: bool = False,
    browser: bool = False,
    logs: LogForm,
    way: Way | None = None,
    metrics_port: int | None = None,
    feeds: dict[str, Any] | None = None,
    keep_streams: bool = False,
) -> None:
    import signal
    import socket

    from ..desk import chapters
    from ..web.app import Server, create_app
    from ..web.watching import Metrics, log, start_logs
    from .listening import Way, check_people, configured

    way = way or Way()

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
        check_people(desk, way, demo)
        feeding = _feeding(desk, feeds or {}, keep_streams) if not demo else None
        metrics = Metrics(desk)
        if metrics_port is not None:
            metrics.serve(metrics_port)
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if way.certificate else "http"
        address = f"{scheme}://{shown}:{listener.getsockname()[1]}/"
        page = "#/history" if demo and chapters.read(desk.mission)[0] else ""
        out.print(f"Greenline serves [bold]{desk.mission.name}[/bold] at [bold]{address}[/bold]  (stop with Ctrl-C)")
        if page:
            out.print(f"Its history, with map and numbers: [bold]{address}{page}[/bold]")
        app = create_app(desk, demo, metrics, way.names, secure=way.secure, proxy=way.proxy, feeding=feeding)
        config = configured(app, way)
        if browser:
            import threading
            import webbrowser

            threading.Timer(1.0, webbrowser.open, [address + page]).start()
        log.info("serving", port=listener.getsockname()[1], metrics_port=metrics_port)
        try:
            Server(config).run(sockets=[listener])
        finally:
            if feeding is not None:
                feeding.close()
            log.info("stopping", queued=desk.ledger.queued())
            desk.ledger.close()
            log.info("stopped")
            if lines is not None:
                lines.close()


def _feeding(desk: Desk, given: dict[str, Any], keep_streams: bool) -> Feeding | None:
    """The live feeds that the mission or the command line asks for, listening; None when there are none."""
    from ..web.feeds.address import asked
    from ..web.feeds.feeding import Feeding

    tracking = desk.mission.settings.tracking
    wanted = asked(desk.mission, tracking.model_copy(update=given), keep_streams)
    if not wanted:
        return None
    feeding = Feeding(desk, wanted)
    feeding.start()
    for address in feeding.addresses:
        out.print(f"Live feeds come in at [bold]{address}[/bold]")
    return feeding


def _stop(number: int, frame: Any) -> None:
    """End in order: uvicorn answers what is under way and raises the signal again; then the desk is closed."""
    raise SystemExit(0)

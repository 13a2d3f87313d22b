"""The whole command line: each module holds a few commands and registers them when it is imported."""

from __future__ import annotations

import sys

from ..core.errors import NotFound, Refusal
from . import (
    alerting,
    allowing,
    briefing,
    deploying,
    duties,
    erasing,
    files,
    folder,
    forecasting,
    joint,
    keeping,
    logbook,
    matching,
    outlook,
    people,
    records,
    rights,
    scoring,
    sealing,
    sensing,
    serving,
    shielding,
    supposing,
    watching,
)
from .common import app, err, tell

__all__ = ["app", "main"]
COMMANDS = (
    allowing,
    alerting,
    briefing,
    deploying,
    duties,
    erasing,
    files,
    folder,
    forecasting,
    joint,
    keeping,
    logbook,
    matching,
    outlook,
    people,
    records,
    rights,
    scoring,
    sealing,
    sensing,
    serving,
    shielding,
    supposing,
    watching,
)


def main() -> None:
    """Run the command line."""
    try:
        app(standalone_mode=True)
    except Refusal as refusal:
        tell(refusal)
        sys.exit(2 if isinstance(refusal, NotFound) else 1)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Stopped.")
        sys.exit(130)


if __name__ == "__main__":
    main()

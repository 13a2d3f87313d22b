"""The seals that were given, for those they are handed to; and the thread that gives one each day."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fastapi import FastAPI, Request, Response

from ..core.errors import BadRequest, Issue, NotAllowed, Refusal
from ..desk import sealing
from ..desk.desk import Desk
from ..desk.erasing import finish
from ..desk.files.attaching import sweep
from ..desk.numbers import now
from .access import audience
from .asking import MOST_POS, answer, only, whole
from .watching import log

LOOK_S = 60.0  # how often it is looked whether a new day has come
SWEEP_EACH = 60  # looks
RETRY_S = 600.0  # how long after a seal could not be given it is tried again


class Daily:
    """Gives a seal each UTC day, when the mission wants it and a key is there, and tidies up; it never troubles the
    server.

    Every process on one ledger may run one: whoever comes first gives the day's seal, the others find it given."""

    def __init__(self, desk: Desk, clock: Callable[[], str] = now) -> None:
        self.desk, self.clock = desk, clock
        self._looked = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from now on, in a thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="daily-seal", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread, once what it does is done."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(10.0)

    def _run(self) -> None:
        while not self._stopping.wait(self.once()):
            pass

    def once(self) -> float:
        """Give the seal of this day if it is due; in how many seconds to look again."""
        self._tidy()
        if not self.desk.mission.settings.seal.daily:
            return LOOK_S
        try:
            if sealing.due(self.desk, self.clock()):
                given = sealing.give(self.desk, sealing.read_key(sealing.key_file(self.desk)), self.clock())
                if given.new:
                    log.info("sealed", number=given.signed.seal.number, key=given.signed.key().fingerprint)
        except Refusal as refusal:
            log.warning("not_sealed", sentence=refusal.sentence)
            return RETRY_S
        except Exception as error:  # whatever it is: the server goes on
            log.error("not_sealed", exc_info=error)
            return RETRY_S
        return LOOK_S

    def _tidy(self) -> None:
        """Finish erasures that somebody's reading held up; forget files that were sent and never named."""
        try:
            left = finish(self.desk)
            if left:
                log.warning("not_overwritten", sentence=left)
            if self._looked % SWEEP_EACH == 0:
                sweep(self.desk)
            self._looked += 1
        except Refusal as refusal:
            log.warning("not_tidied", sentence=refusal.sentence)
        except Exception as error:  # whatever it is: the server goes on
            log.error("not_tidied", exc_info=error)


def routes(app: FastAPI, desk: Desk) -> None:
    """The seals given: a list, and each with its signature."""

    def reads(request: Request) -> None:
        only(request.query_params)
        if not sealing.receives(audience(desk, request)):
            raise NotAllowed("Seals are handed to the mission, the guarantors and the parties.")

    @app.get("/api/seals", summary="The seals that were given, oldest first")
    def seals(request: Request) -> Response:
        reads(request)
        told = [{**one.seal.plain(), "sha256": one.seal.digest()} for one in sealing.every(desk)]
        return answer({"seals": told})

    @app.get("/api/seals/{number}", summary="A seal, the text that is signed, and its signature")
    def seal(request: Request, number: str) -> Response:
        reads(request)
        issues: list[Issue] = []
        asked = whole({"number": number}, "number", 1, MOST_POS, issues)
        if issues or asked is None:
            raise BadRequest("There is no such seal.", issues)
        return answer(sealing.told(sealing.one(desk, asked)))

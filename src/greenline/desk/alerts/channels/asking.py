"""Asking a gateway over HTTP: one address, no redirects, a bounded answer, a bounded time from the first byte to the
last."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2 as httpx

from ..outbox import Outcome
from . import PATIENCE_S

MOST_ANSWER = 100_000
RETRY = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the first bytes of the body."""

    status: int
    body: bytes


class Line:
    """A client for one gateway."""

    def __init__(self) -> None:
        self._client = httpx.Client(
            follow_redirects=False, trust_env=False, timeout=httpx.Timeout(PATIENCE_S / 2, connect=5.0)
        )

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer | Outcome:
        """The answer, or the Outcome of there being none. What was sent and not answered may have arrived."""
        ends = time.monotonic() + PATIENCE_S
        try:
            with self._client.stream(method, url, headers=dict(headers), content=body) as told:
                kept = b""
                for piece in told.iter_raw(16_384):
                    kept += piece
                    if len(kept) >= MOST_ANSWER or time.monotonic() > ends:
                        break  # the status is what counts; the rest is not read
                return Answer(told.status_code, kept[:MOST_ANSWER])
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return Outcome("down", reason="The gateway cannot be reached.")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Outcome("down", reason=f"The gateway gave no answer ({type(error).__name__}).", unsure=True)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


def judged(answer: Answer, receipt: str, retry: tuple[int, ...] = RETRY) -> Outcome:
    """What a status means: taken, to be tried again, or refused for good."""
    if 200 <= answer.status < 300:
        return Outcome("sent", receipt)
    if answer.status in retry:
        return Outcome("retry", reason=f"The gateway answered {answer.status}.")
    return Outcome("failed", reason=f"The gateway refused it with {answer.status}.")

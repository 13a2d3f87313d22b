"""How often something may be done: so many at once, then one at a time as time goes by."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

MOST_KEYS = 100_000


class Pace:
    """Counts by key, in memory, in constant time for any number of keys: of each it keeps only the moment at which it
    would be even again (the generic cell rate algorithm). Keys beyond a bound are forgotten, those at rest first."""

    def __init__(self, most: int, per_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`most` at once, and as many more each `per_s` seconds."""
        self._step, self._burst_s, self._clock = per_s / most, per_s, clock
        self._even_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait_s(self, key: str) -> int:
        """Whole seconds until it may be done; 0 is now. Nothing is counted."""
        now = self._clock()
        wait = self._even_at.get(key, now) + self._step - self._burst_s - now
        return math.ceil(wait) if wait > 1e-9 else 0

    def take(self, key: str) -> int:
        """Count one and return 0, or return how many seconds to wait for it."""
        with self._lock:
            wait = self.wait_s(key)
            if not wait:
                now = self._clock()
                if key not in self._even_at and len(self._even_at) >= MOST_KEYS:
                    self._forget(now)
                self._even_at[key] = max(self._even_at.get(key, now), now) + self._step
            return wait

    def _forget(self, now: float) -> None:
        """Make room: what is even is as good as unknown; if nothing is, the keys that came first go."""
        kept = {key: at for key, at in self._even_at.items() if at > now}
        for key in list(kept)[: max(0, len(kept) - MOST_KEYS // 2)]:
            del kept[key]
        self._even_at = kept

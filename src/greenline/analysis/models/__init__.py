"""Models of how many will come: baselines first. A model has `fit(panel)` and `predict(horizon, draws, seed)`.

A new one is a file here and a line in `MODELS`; the laws of `tests/laws/test_model_laws.py` then run on it.
It becomes the default only if it beats what is there (`greenline backtest`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .baseline import Climatology, Last, Zero
from .exciting import Exciting
from .model import HORIZON, MOST, Draws, Model
from .pool import Pool
from .recency import Recency
from .trees import Trees

MODELS: dict[str, Callable[[], Model]] = {
    "zero": Zero,
    "last": Last,
    "climatology-12": Climatology,
    "climatology-36": lambda: Climatology(36),
    "recency": Recency,
    "trees": Trees,
    "pool": Pool,
    "exciting": Exciting,  # for the near term: cells by day
}
DEFAULT = "pool"
QUICK = "recency"  # needs nothing beyond the installation
BESIDE = "climatology-12"  # what every model's gain is told against


def model(name: str) -> Model:
    """A model by name; `climatology-K` for any number of steps K. Raises ValueError naming those there are."""
    if name in MODELS:
        return MODELS[name]()
    if match := re.fullmatch(r"climatology-(\d{1,3})", name):
        return Climatology(int(match[1]))
    raise ValueError(f"There is no model {name!r}; there are {', '.join(MODELS)} (and climatology-K).")


__all__ = [
    "BESIDE",
    "HORIZON",
    "MODELS",
    "MOST",
    "QUICK",
    "Climatology",
    "Draws",
    "Exciting",
    "Last",
    "Model",
    "Recency",
    "Zero",
    "model",
]

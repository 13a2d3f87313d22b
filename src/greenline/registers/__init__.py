"""The nouns of the mission: one file, one family; constants and small pure methods.

They know `core/` and nothing else. To add one: a file here and a line below (docs/how-to/register.md).
"""

from importlib import import_module

from ..core.register import Register

FAMILIES = (
    "report",
    "incident",
    "agreement",
    "movement",
    "meeting",
    "commitment",
    "hotline",
    "window",
    "finding",
    "case",
    "dutylog",
    "message",
    "brief",
    "match",
    "holding",
    "deployment",
    "mandate",
    "consent",
    "prevention",
    "access",
    "protection",
    "folder",
    "thread",
    "warning",
)


def _declared(family: str) -> list[type[Register]]:
    """The registers that a file declares, in its order."""
    module = import_module(f".{family}", __name__)
    told = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    return [one for one in told if issubclass(one, Register)]


REGISTERS: dict[str, type[Register]] = {r.noun: r for family in FAMILIES for r in _declared(family)}

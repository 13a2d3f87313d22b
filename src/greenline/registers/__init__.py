"""The nouns of the mission: one file, one family; constants and small pure methods.

They know `core/` and nothing else. To add one: a file here and a line below (docs/how-to/register.md).
"""

from ..core.register import Register
from .folder import Folder
from .holding import Asset, Site, Unit
from .incident import Incident
from .report import Report

REGISTERS: dict[str, type[Register]] = {r.noun: r for r in (Report, Incident, Site, Unit, Asset, Folder)}

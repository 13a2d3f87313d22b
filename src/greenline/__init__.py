"""Greenline: the open operations room for ceasefires and peace missions.

Start reading at `core/register.py` (what a noun is), `registers/` (the nouns), `ledger/entry.py` (the
tamper-evident past) and `desk/intake.py` (the one door in).
"""

__version__ = "0.1.0"

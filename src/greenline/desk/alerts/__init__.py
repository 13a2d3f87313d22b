"""Alerts out: raised, released, sent to whom it concerns, acknowledged, ended.

The ledger holds what was decided; `store.py` keeps beside it who is told and what became of each message, for addresses
are personal data and never stand in the ledger, an address bar or a log. Start reading in `outbox.py`.
"""

"""Formats of others: bytes to drafts of acts and back. No database, no clock, no network.

`rows.py` reads hostile tables, `mapping.py` turns their rows into values by a column map in TOML.
"""

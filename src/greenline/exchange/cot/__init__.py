"""Cursor on Target, the XML events of TAK clients: read, written, cut out of a stream. Start reading at `event.py`.

Knows no record and no place where anything is kept. Nobody is ever marked as hostile by what is written here.
"""

"""What a mission does: the only place where registers, ledger, faces, analysis and exchange meet.

Start with `intake.py`, the one door in. The web above it has no thought of its own.
"""

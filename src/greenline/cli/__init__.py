"""The command `greenline`. Heavy imports live inside the commands; every command has `--json` where machines read it.

Exit codes: 0 done, 1 problems found, 2 wrong use. Start reading at `main.py`; each other file holds a few commands.
"""

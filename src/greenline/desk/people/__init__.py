"""People: accounts, sessions and tokens of those who may ask, kept beside the ledger and never in it.

`rules.py` is pure: what a password, a secret, a code and a right must be. `store.py` says where it is all kept;
`accounts.py`, `sessions.py` and `tokens.py` are what is kept; `signin.py` is the one place where a password is tried.
Nothing here knows HTTP. Start reading at `accounts.py`.
"""

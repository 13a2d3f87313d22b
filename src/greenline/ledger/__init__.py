"""The tamper-evident past: entries with salted leaves, a chain per site, tree heads, and the fold into state tables.

It must not know any register. The format is told to strangers in docs/ledger-format.md; start with `entry.py`;
`seal.py` for what is signed and handed out.
"""

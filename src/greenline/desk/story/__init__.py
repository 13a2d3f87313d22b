"""Stories: plain text, each a day at a mission, told through the one door in, with what should be true in between.

The whole grammar is in docs/how-to/story.md. A story is told to a mission of its own, on a fresh ledger, at the times
that its lines say; the terms are held against it before each expectation about findings, as a running server would do.
Start reading at `whole.py`.
"""

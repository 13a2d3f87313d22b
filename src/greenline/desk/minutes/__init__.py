"""The minutes of a joint body on one common paper, which every side can check.

`composing` says what stands in them, read as the sides may know it; `paper` sets it as PDF/A; `issuing` keeps each
version by its digest. Nothing here writes but through the intake.
"""

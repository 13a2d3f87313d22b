"""Talk between exactly the people named: who may read which lines, what is said, what becomes of it.

Owns the registers thread, said and response, which no general way out tells of. Everything here asks first who the
person is (`belonging.Asking`) and goes by positions of the ledger, never by clocks. Start reading in `belonging.py`.
"""

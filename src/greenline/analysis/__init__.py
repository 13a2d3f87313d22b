"""Pure opinions on plain records and arrays: it knows no web, database, clock or network; time is an argument.

Start reading at `compliance.py`: clauses x incidents -> opinions. `terms.py` has one function a kind of clause,
`ground.py` the geometry, `force.py` the time in which a clause holds, `attribution.py` who did it.
"""

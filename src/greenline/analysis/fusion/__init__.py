"""Which reports tell of one event, and why one may think so.

Start with `linking.py`. `saying.py` is a record as it is compared, `corpus.py` what is common in a mission,
`weighing.py` the weight of each feature, `sources.py` who copies whom. Pure: no clock, no database.
"""

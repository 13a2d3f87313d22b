"""The language every other room speaks: values, places, moments, registers, markings, refusals.

It must not know any register, database, web or outside format. Start with `register.py`.
"""

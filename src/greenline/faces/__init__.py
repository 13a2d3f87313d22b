"""Any register, seen from outside: tables, queries, schemas, sheets, features. A face names no register.

Each face holds one small function per kind of value; tests/laws walks every face with every kind.
"""

# Who consents is for the mission and those with clearance; the public is told nothing.
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect public C1 absent
expect party:B C1 absent
expect mission C1 present

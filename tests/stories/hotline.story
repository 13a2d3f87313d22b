# Calls between the sides through the secretariat, counted by week; what was said stays inside.
2025-03-03 10:00 LIA-1 call log at=2025-03-03T10:00:00Z from_side=A to_side=A text="wrong"
expect refused invalid same_side
2025-03-03 10:00 LIA-1 call log at=2025-03-03T10:00:00Z from_side=A to_side=B text="Who fires?" answered=answered answered_min=4 as=CLL1
2025-03-09 23:00 LIA-1 call log at=2025-03-09T23:00:00Z from_side=B to_side=A text="A dog on the wire" answered=not_answered as=CLL2
2025-03-10 00:10 LIA-1 call log at=2025-03-10T00:10:00Z from_side=B to_side=A text="Again" as=CLL3
2025-03-10 09:00 LIA-1 call follow_up CLL2 follow_up="called back in the morning"
expect calls 2025-03-03 2
expect calls 2025-03-10 1
expect calls 2025-02-24 0
expect party:A CLL1 absent
expect party:A calls 2025-03-03 none

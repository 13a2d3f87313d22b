# A place is told until a day; after it its coordinates are to be erased. A renewal is later and is passed on anew.
2025-03-01 08:00 LIA-1 static_site draft kind=clinic organisation="Agency" at=33.2,35.05 expires=2025-03-20 as=S1
2025-03-01 08:05 LIA-1 static_site submit S1 submitted=2025-03-01T08:05:00Z notified=A
2025-03-01 09:00 LIA-1 static_site acknowledge S1
expect site S1 open
now 2025-03-15 00:00
expect site S1 ending
2025-03-15 08:00 LIA-1 static_site renew S1 submitted=2025-03-15T08:00:00Z expires=2025-03-19
expect refused invalid not_later
2025-03-15 08:00 LIA-1 static_site renew S1 submitted=2025-03-15T08:00:00Z expires=2025-04-20
expect S1 state submitted
expect site S1 open
now 2025-04-21 00:00
expect site S1 expired
expect site S1 purge yes
expect party:A S1 absent
expect public S1 absent

# The date has gone by and nothing is recorded: unknown, for nobody has looked.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="release by" bound=A term=release_by due=2025-04-01 as=P1
now 2025-05-01 08:00
expect finding P-1 unknown of A because no_evidence

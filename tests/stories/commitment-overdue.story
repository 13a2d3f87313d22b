# Due on its day, overdue when the day is over: by the clock, by no act. A later date is agreed, not typed over.
2025-03-01 10:00 LIA-1 commitment enter actor=A act="Open the road" due=2025-03-05 verifier=VER-1 agreed_on=2025-02-01 as=CMT1
expect standing CMT1 agreed
now 2025-03-05 08:00
expect standing CMT1 due
now 2025-03-06 00:00
expect standing CMT1 overdue
expect CMT1 state agreed
expect history CMT1 1
2025-03-06 08:00 LIA-1 commitment amend CMT1 due=2025-04-05 reason="they ask for it"
expect refused invalid as_promised
2025-03-06 08:01 LIA-1 commitment extend CMT1 due=2025-04-05 reason="agreed at the fourth session"
expect standing CMT1 agreed
expect CMT1#1 due.start 2025-03-05

# What is known only by month and district says so, and nobody is shown a sharper thing.
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF happened_at=1998-12 at=33.36,35.17,4 sensitivity=0 as=INC1
expect INC1 happened_at.start 1998-12-01
expect INC1 happened_at.end 1998-12-31
expect INC1 happened_at.prec 4
expect INC1 place.prec 4
expect public INC1 place.prec 4

# How many people it hits is a range in order, and unknown where nobody says.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 affected.low=500 affected.best=300 as=X0
expect refused invalid
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 affected.low=200 affected.best=300 affected.high=500 as=X1
expect X1 affected.best 300
expect guarantor X1 absent

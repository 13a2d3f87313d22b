# A place that nobody acknowledged is silence too, and asks the liaison once.
2025-03-01 08:00 LIA-1 static_site draft kind=school organisation="Agency" expires=2025-03-20 as=S1
2025-03-01 08:05 LIA-1 static_site submit S1 submitted=2025-03-01T08:05:00Z notified=A
expect refused invalid place
2025-03-01 08:05 LIA-1 static_site submit S1 submitted=2025-03-01T08:05:00Z notified=A at=33.2,35.05
now 2025-03-02 08:06
expect made duty of S1 1
now 2025-03-05 08:06
expect made duty of S1 1

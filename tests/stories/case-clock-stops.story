# The road is cut: the clock stands still with a reason, and goes on where it stopped.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shots" incidents=INC1 severity=3 as=CASE1
2025-03-02 15:30 DESK-1 case register CASE1
expect due CASE1 2025-03-02T17:30
2025-03-02 16:30 DESK-1 case stop_clock CASE1 clock_stopped="bridge at the mill destroyed"
expect refused invalid reason missing
2025-03-02 16:30 DESK-1 case stop_clock CASE1 clock_stopped="bridge at the mill destroyed" reason="no road"
expect clock CASE1 stopped
expect due CASE1 none
now 2025-03-04 16:30
expect clock CASE1 stopped
2025-03-04 16:30 DESK-1 case start_clock CASE1 clock_stopped=- reason="ford open"
expect due CASE1 2025-03-04T17:30
expect escalates CASE1 2025-03-05T15:00
now 2025-03-04 18:00
expect clock CASE1 overdue

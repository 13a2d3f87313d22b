# A protest is drafted, approved by the head of mission, sent, and answered; nobody outside is told before it is sent.
2025-03-02 14:05 OBS-7 restriction report kind=FOM-DEN party=A at=2025-03-02T14:00:00Z as=R1
2025-03-03 09:00 LIA-1 protest draft party=A restrictions=R1 text="The mission protests." as=P1
expect party:A P1 absent
2025-03-03 09:05 LIA-1 protest approve P1
expect refused not_allowed
2025-03-03 09:10 HEAD-1 protest approve P1
2025-03-03 10:00 LIA-1 protest send P1 sent=2025-03-03T10:00:00Z
2025-03-05 10:00 LIA-1 protest answer P1 answer="It was a mistake."
expect P1 state answered
2025-03-05 11:00 LIA-1 restriction protest R1
expect R1 state protested
2025-03-06 11:00 LIA-1 restriction resolve R1 resolved=2025-03-06
expect R1 state resolved
expect public P1 absent

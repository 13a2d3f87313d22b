# A telephone number in groups is no id that says nothing.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=A-70123-45678 text="x" as=CA1
expect refused invalid not_opaque

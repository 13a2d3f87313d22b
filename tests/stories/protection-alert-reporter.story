# Who gave an alert is an id that says nothing; nobody outside reads even that, nor the words.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter="Amina Yusuf" text="Armed men" as=CA1
expect refused invalid not_opaque
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-0612345678 text="Armed men" as=CA1
expect refused invalid not_opaque
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 sensitivity=1 as=CA1
expect guarantor CA1 reporter unknown
expect guarantor CA1 text unknown
expect CA1 reporter FP-07
expect public CA1 absent

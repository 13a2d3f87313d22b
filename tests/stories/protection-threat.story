# Threat and vulnerability are two scores by two hands; one alone makes no risk, and after thirty days both are old.
2025-03-02 08:00 ANA-1 threat score community="Mill quarter" as=T1
expect refused invalid missing
2025-03-02 08:00 ANA-1 threat score community="Mill quarter" threat.score=4 threat.scorer=ANA-1 threat.at=2025-03-02 threat.evidence="Two raids in a week" as=T1
expect risk T1 unknown
2025-03-03 08:00 LIA-1 threat score_again T1 vulnerability.score=4 vulnerability.scorer=LIA-1 vulnerability.at=2025-03-03 vulnerability.evidence="No men of age"
expect refused not_allowed
2025-03-03 08:00 DESK-1 threat score_again T1 vulnerability.score=4 vulnerability.scorer=LIA-1 vulnerability.at=2025-03-03 vulnerability.evidence="No men of age"
expect risk T1 very_high
expect risk T1 product 16
expect risk T1 expired no
now 2025-04-02 00:00
expect risk T1 expired yes
expect public T1 absent

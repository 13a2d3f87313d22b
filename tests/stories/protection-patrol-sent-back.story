# A patrol that a party sends back stands in the consent ledger, once.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T12:00:00Z
2025-03-02 09:00 OBS-7 patrol turn_back P1 reason="Road block" stopped_at=2025-03-02T08:55:00Z stopped_by=A reason_given="No coordination"
expect made restriction of P1 1
2025-03-02 11:00 OBS-7 patrol come_in P1 returned=2025-03-02T10:40:00Z
expect made restriction of P1 1
expect pattern A FOM-DEN 1

# A source takes back what it said, and may say it again; what was said stays in the history.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 account="Five shots from the mill" source_kind=own_observation as=REP1
2025-03-02 15:00 OBS-7 report withdraw REP1
expect refused invalid reason missing
2025-03-02 15:00 OBS-7 report withdraw REP1 reason="It was a motor"
expect REP1 state withdrawn
expect REP1 account "Five shots from the mill"
2025-03-02 15:10 OBS-7 report amend REP1 account="Six" reason="again"
expect refused invalid step wrong_state
2025-03-02 15:30 DESK-1 report restore REP1 reason="Cartridges were found"
expect REP1 state sent
expect history REP1 3

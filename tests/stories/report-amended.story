# A report is only ever amended, with a reason; every version stays.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 account="Five shots from the mill" source_kind=own_observation as=REP1
2025-03-02 14:30 OBS-7 report amend REP1 account="Six shots from the mill"
expect refused invalid reason missing
2025-03-02 14:30 OBS-7 report amend REP1 account="Five shots from the mill" reason="nothing new"
expect refused invalid no_change
2025-03-02 14:30 OBS-7 report amend REP1 account="Six shots from the mill" reason="one more cartridge"
expect REP1 account "Six shots from the mill"
expect REP1#1 account "Five shots from the mill"
expect REP1 state sent
expect history REP1 2

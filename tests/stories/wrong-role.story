# Observers report and propose; the desk opens and sorts; only a verifier judges; the machine only proposes.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=own_observation reliability=A credibility=2 as=REP1
2025-03-02 14:06 OBS-7 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
expect refused not_allowed
2025-03-02 14:06 MACHINE incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
expect refused not_allowed
2025-03-02 14:07 OBS-7 incident propose kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
2025-03-02 14:08 MACHINE incident register INC1
expect refused not_allowed
2025-03-02 14:08 DESK-1 incident register INC1
2025-03-02 14:09 DESK-1 incident triage INC1
2025-03-02 14:10 DESK-1 incident investigate INC1
expect refused not_allowed
2025-03-02 14:11 VER-1 incident investigate INC1
2025-03-02 14:12 DESK-1 incident verify INC1 basis="I believe it"
expect refused not_allowed
2025-03-02 14:12 MACHINE incident verify INC1 basis="score 0.99"
expect refused not_allowed
2025-03-02 14:12 OBS-7 site enter name=Post
expect refused not_allowed
expect INC1 state under_verification
expect history INC1 4
expect count site 0

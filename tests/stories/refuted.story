# A rumour that was looked into and found to be untrue; it stays on the record as refuted.
2025-03-02 10:00 OBS-7 report send kind=CFV-MOV at=33.40,35.18 source_kind=social_media as=REP1
2025-03-02 10:30 DESK-1 incident open kind=CFV-MOV at=33.40,35.18 reports=REP1 as=INC1
2025-03-02 10:31 DESK-1 incident triage INC1
2025-03-02 11:00 VER-1 incident investigate INC1
# a refutation rests on something
2025-03-02 14:00 VER-1 incident refute INC1
expect refused invalid basis missing
expect INC1 state under_verification
2025-03-02 14:00 VER-1 incident refute INC1 basis="patrol of 13:00 found the post empty and overgrown"
expect INC1 state refuted
expect history INC1 4
expect count incident 1

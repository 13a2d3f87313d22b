# Who took part is a claim with a confidence; the ledger is whole with it.
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 parties[0].actor=A parties[0].role=side_a parties[0].confidence=medium as=INC1
expect INC1 parties[0].confidence medium

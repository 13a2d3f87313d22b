# Only its one verifier finds a commitment done, and nobody names themselves in between.
2025-03-01 10:00 LIA-1 commitment enter actor=A act="Open the road" due=2025-03-05 agreed_on=2025-02-01
expect refused invalid verifier
2025-03-01 10:00 LIA-1 commitment enter actor=A act="Open the road" due=2025-03-05 verifier=VER-1 agreed_on=2025-02-01 as=CMT1
2025-03-04 10:00 HEAD-1 commitment verify CMT1 verification.by=HEAD-1 verification.at=2025-03-04 basis="drove there"
expect refused invalid not_its_verifier
2025-03-04 10:01 HEAD-1 commitment verify CMT1 verification.by=VER-1 verification.at=2025-03-04 basis="drove there"
expect refused invalid not_its_verifier
2025-03-04 10:02 LIA-1 commitment amend CMT1 verifier=LIA-1 reason="nearer"
expect refused invalid as_promised
2025-03-04 10:03 LIA-1 commitment reassign CMT1 verifier=LIA-1 reason="nearer"
expect refused not_allowed
2025-03-04 10:04 VER-1 commitment verify CMT1 verification.by=VER-1 verification.at=2025-03-04 basis="drove there"
expect CMT1 state done
now 2025-05-01 00:00
expect standing CMT1 done

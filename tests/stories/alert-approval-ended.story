# The approval of the rule ended with the year: a person has to say so again.
2026-01-02 14:05 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 as=INC1
expect no alert of accident on INC1
expect count alert 0

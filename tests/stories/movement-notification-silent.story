# A party's notification that nobody answered asks the liaison once.
2025-03-01 10:00 LIA-1 notification receive actor=A activity=movement starts=2025-03-04T12:00:00Z given_at=2025-03-01T10:00:00Z as=N1
now 2025-03-02 09:59
expect made duty of N1 0
now 2025-03-02 10:01
expect made duty of N1 1
2025-03-02 11:00 LIA-1 notification acknowledge N1
expect made duty of N1 1

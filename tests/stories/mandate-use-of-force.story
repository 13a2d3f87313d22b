# A use of force is told with its purpose and the highest level used, to the mission alone, and reviewed by another.
2025-03-02 14:05 DESK-1 force tell at=2025-03-02T14:00:00Z purpose=self_defence highest=4 shots=3 as=F1
expect F1 state reported
expect public F1 absent
expect party:A F1 absent
2025-03-02 15:00 DESK-1 force review F1 basis="Read the reports"
expect refused not_allowed
2025-03-02 15:00 VER-1 force review F1 basis="Read the reports"
expect F1 state reviewed

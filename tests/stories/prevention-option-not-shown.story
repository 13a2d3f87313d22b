# A measure that is weighed is told to nobody outside, in no state.
2025-03-02 09:00 ANA-1 measure_option open measure="Static guard" at=2025-03-02 as=O1
expect public O1 absent
expect humanitarian O1 absent
expect guarantor O1 absent

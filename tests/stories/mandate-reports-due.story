# A report that is asked for every half year; a rhythm that is not held is no date.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-02 08:00 HEAD-1 mandate amend M1 reports[0].what="Half-yearly report" reports[0].every_d=182 reports[1].what="Special report" reason="As the resolution asks"
expect report_due "Half-yearly report" 2025-03-02 2025-07-02
expect report_due "Special report" 2025-03-02 none

# A drone watched for ten minutes and marked a target: a window and a report by a sensor, which is nobody's incident yet.
2025-03-02 15:00 OBS-7 report send source_kind=own_sensor perceived=camera happened_at=2025-03-02T14:05:00Z at=33.2,35.05 account="Two lorries" as=REP1
2025-03-02 15:01 OBS-7 window watch means=uas_flight sensor=uas_camera watched_at=2025-03-02T14:00:00Z/2025-03-02T14:10:00Z area="POLYGON ((33.1 35, 33.3 35, 33.3 35.1, 33.1 35))" blind[0].why=technical reports=REP1 as=WIN1
expect WIN1 state done
expect WIN1 cloud_pct unknown
expect count incident 0
expect public WIN1 absent
2025-03-02 15:02 DESK-1 window correct WIN1 reason="The clock was an hour off"
expect WIN1 state planned

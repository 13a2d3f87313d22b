# Of one source the newest figure up to the day counts, and a month later a newer one.
2025-01-01 08:01 DESK-1 unit enter name=Force kind=operation strengths[0].at=2025-01 strengths[0].military=500 strengths[0].source=One strengths[1].at=2025-03 strengths[1].military=620 strengths[1].police=30 strengths[1].source=One as=U1
expect deployment 2025-02-20 people 500
expect deployment 2025-04-01 people 650

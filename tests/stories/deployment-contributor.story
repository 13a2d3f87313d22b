# The companies of one contributor are added where one source tells of both; another source's number stands beside.
2025-01-01 08:01 DESK-1 unit enter name="Company 1" kind=infantry_company contributor=Aland strengths[0].at=2025-02-01 strengths[0].military=120 strengths[0].source=Desk as=U1
2025-01-01 08:02 DESK-1 unit enter name="Company 2" kind=infantry_company contributor=Aland strengths[0].at=2025-02-01 strengths[0].military=130 strengths[0].source=Desk as=U2
2025-01-01 08:03 DESK-1 unit amend U2 strengths[0].at=2025-02-01 strengths[0].military=130 strengths[0].source=Desk strengths[1].at=2025-02-01 strengths[1].military=99 strengths[1].source=Press reason="A rival"
expect deployment 2025-03-02 of Aland 250,99
expect deployment 2025-03-02 of Borduria none
# The units are no figure of the whole operation.
expect deployment 2025-03-02 people none

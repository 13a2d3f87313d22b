# Movement denied by one post again and again is a pattern; another post is another.
2025-03-02 14:05 OBS-7 restriction report kind=FOM-DEN party=A authority="Post 4" at=2025-03-02T14:00:00Z/2025-03-02T16:00:00Z as=R1
2025-03-03 14:05 OBS-7 restriction report kind=FOM-DEN party=A authority="Post 4" at=2025-03-03T14:00:00Z as=R2
2025-03-04 14:05 OBS-8 restriction report kind=FOM-DEN party=A authority="Post 9" at=2025-03-04T14:00:00Z as=R3
2025-03-04 15:05 OBS-8 restriction report kind=FOM-FLT party=B at=2025-03-04T14:00:00Z as=R4
expect pattern A FOM-DEN 3
expect pattern A FOM-DEN 2 by "Post 4"
expect pattern B FOM-FLT 1
expect signs 2025-03-03 2

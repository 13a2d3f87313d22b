# Who was where on a day: sure while both days are held, perhaps where one is not, gone on the day after the last.
2025-01-01 08:01 DESK-1 posting post contributor=Aland spot="Post 1" since=2025-01-10 until=2025-03-01 ended=handed_over to=Borduria as=P1
2025-01-01 08:02 DESK-1 posting post contributor=Aland spot="Post 2" until=2025-03-01 ended=lost as=P2
2025-01-01 08:03 DESK-1 posting post contributor=Aland spot="Post 3" since=2025-02 as=P3
expect deployment 2025-01-09 posted "Post 1" none
expect deployment 2025-01-10 posted "Post 1" yes
expect deployment 2025-03-01 posted "Post 1" perhaps
expect deployment 2025-03-02 posted "Post 1" none
expect deployment 2025-01-10 posted "Post 2" perhaps
expect deployment 2025-03-02 posted "Post 2" none
expect deployment 2025-02-10 posted "Post 3" perhaps
expect deployment 2025-03-02 posted "Post 3" yes

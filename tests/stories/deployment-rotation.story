# A rotation is near sixty days before, and overdue once its day is over.
2025-01-01 08:01 DESK-1 unit enter name="Company 1" contributor=Aland rotates=2025-06-01 as=U1
2025-01-01 08:02 DESK-1 unit enter name="Company 2" contributor=Aland as=U2
expect deployment 2025-03-01 rotation "Company 1" none
expect deployment 2025-05-01 rotation "Company 1" soon
expect deployment 2025-06-01 rotation "Company 1" soon
expect deployment 2025-06-02 rotation "Company 1" overdue
expect deployment 2025-06-02 rotation "Company 2" none

# Ten minutes, one hour, two hours: met, missed, and unknown where nobody wrote the time down.
2025-03-02 08:00 OBS-7 casevac report t_injury=2025-03-02T08:00:00Z side=peacekeeper casualty=CAS-12 as=E1
2025-03-02 08:05 OBS-7 casevac request E1 t_9line=2025-03-02T08:05:00Z t_first_aid=2025-03-02T08:04:00Z category=A
expect leg E1 first_aid met
expect leg E1 surgery unknown
2025-03-02 08:10 DESK-1 casevac refuse E1 refusal=weather
2025-03-02 08:40 OBS-7 casevac request E1 t_9line=2025-03-02T08:40:00Z
2025-03-02 08:50 DESK-1 casevac launch E1 t_launch=2025-03-02T08:50:00Z platform=helicopter
2025-03-02 09:20 DESK-1 casevac pick_up E1 t_pickup=2025-03-02T09:20:00Z
2025-03-02 10:05 DESK-1 casevac hand_over E1 t_role2=2025-03-02T10:05:00Z outcome=recovering
expect leg E1 emergency_care unknown
expect leg E1 surgery missed
expect public E1 absent

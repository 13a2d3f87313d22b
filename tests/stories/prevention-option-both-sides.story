# A stronger measure with what speaks for and against it; the head of mission decides, with a reason.
2025-03-02 09:00 ANA-1 measure_option open measure="Static guard at the camp" at=2025-03-02 pro[0].text="Two attacks in a week" contra[0].text="Draws a post from the road" as=O1
2025-03-02 10:00 LIA-1 measure_option argue O1 contra[0].text="Draws a post from the road" contra[1].text="The host objects"
2025-03-02 11:00 ANA-1 measure_option submit O1
2025-03-02 12:00 ANA-1 measure_option decide O1 decision="Guard for a week" reason="The attacks go on"
expect refused not_allowed
2025-03-02 12:00 HEAD-1 measure_option decide O1 decision="Guard for a week" reason="The attacks go on"
expect O1 state decided
expect O1 contra[1].text "The host objects"

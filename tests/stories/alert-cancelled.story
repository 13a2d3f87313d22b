# What was not sent when an alert is cancelled is not sent, and nobody hears of a cancel who never heard of the alert.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
2025-03-02 14:06 HEAD-1 alert release ALT1
expect told ALT1 R1 queued
2025-03-02 14:07 DESK-1 alert cancel ALT1 reason="A mistake."
expect told ALT1 R1 overtaken by release
expect told ALT1 R1 none by cancel

# A quiet month meets nothing: without a look there is no finding at all.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
now 2025-05-01 08:00
expect findings all 0

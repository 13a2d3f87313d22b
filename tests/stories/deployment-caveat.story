# Caveats are kept, those that were declared and those that were found out; the public is told of no unit at all.
2025-01-01 08:01 DESK-1 unit enter name="Company 1" contributor=Aland caveats[0].text="No night patrols" caveats[0].declared=yes caveats[1].text="Does not leave its sector" caveats[1].declared=no as=U1
expect deployment 2025-03-01 caveats "Company 1" 2
expect public U1 absent
expect deployment public 2025-07-01 caveats "Company 1" none

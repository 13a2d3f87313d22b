"""Where the mission's own people, vehicles and drones are now, and how that becomes record. Start at `holding.py`.

Positions live in memory and in a small journal until their run is over; then it is a window. Marks become reports at
once. All of it is for the mission alone. Knows no socket: `web/feeds/` brings what comes in.
"""

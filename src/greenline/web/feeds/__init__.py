"""Sockets for live positions and drones: off unless the mission or the command line asks. Start at `feeding.py`.

Bytes in, events to `desk.live`; what goes out is for one audience a port. Knows no register.
"""

"""What a mission folder says of alerts: rules approved beforehand, and the channels by which alerts go out.

Constants and their checks; what happens with them is in `desk/alerts/`. Start reading in `rule.py`.
"""

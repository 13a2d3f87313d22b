"""What a mission folder says of alerts and warnings: rules approved beforehand, channels, what is foreseen.

Constants and their checks; what happens with them is in `desk/alerts/` and `desk/outlook.py`. Start in `rule.py`.
"""

# The shipped mission Cyprus: what stands, what is unknown, what stays contested.
mission cyprus
expect finding A1.FRZ breached of TF because baseline_changed,standing
expect finding A8.VAR unknown of TUR because manual,bound_contested
expect finding A2.SAF unknown of nobody because near_line
expect finding A2.SAF unknown of nobody because contested
expect finding A2.AIR unknown of nobody because aggregate
expect no finding A2.SAF breached

"""Exporting: the process that hands the log to the sinks of `sinks.yaml`, beside the daemon and never in it."""

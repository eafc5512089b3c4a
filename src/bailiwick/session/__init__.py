"""Labels and counters of a session: a pure fold, constant cost per call."""

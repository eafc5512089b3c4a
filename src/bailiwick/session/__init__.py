"""Labels, counters and marks of sessions: a pure fold."""

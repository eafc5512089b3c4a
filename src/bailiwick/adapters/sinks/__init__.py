"""Sinks: where copies of log entries can go. One file per kind; what each sends is a function of the entries."""

"""Use cases over ports: gather facts, decide, record, answer."""

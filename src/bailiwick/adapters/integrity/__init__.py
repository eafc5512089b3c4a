"""Integrity of the files that govern agents: which they are, how they were when a person signed, what changed since."""

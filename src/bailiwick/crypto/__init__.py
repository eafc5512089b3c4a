"""Canonical bytes, hashing with domain separation, sign and verify. Keys arrive as values."""

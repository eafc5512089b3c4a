"""Tool call to operations: pure, one file per language or tool family, programs as data."""

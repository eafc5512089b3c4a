"""The catalogue: one module per family, each a tuple `PROGRAMS` of literals in the notation of `grammar`."""

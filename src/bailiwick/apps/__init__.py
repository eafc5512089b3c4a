"""Composition roots: nothing else reads the environment or builds adapters."""

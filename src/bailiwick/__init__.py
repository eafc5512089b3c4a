"""Bailiwick governs coding agents: it decides each tool call, records the decision, and proves that its gate works."""

__version__ = "0.1.0"

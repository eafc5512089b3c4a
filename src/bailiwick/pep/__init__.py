"""Enforcement points: dialects of the agents, the hook client, the wiring of each agent."""

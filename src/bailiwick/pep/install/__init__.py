"""The wiring of each agent: put our hooks in, take them out, see when they are gone."""

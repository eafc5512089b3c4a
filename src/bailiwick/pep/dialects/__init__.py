"""One pure translator per agent: its events to `Event`, `Answer` to its reply."""

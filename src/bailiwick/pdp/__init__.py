"""The decision point: the only maker of a `Decision`."""

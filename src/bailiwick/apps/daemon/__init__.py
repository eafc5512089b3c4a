"""The decision service behind the hook client."""

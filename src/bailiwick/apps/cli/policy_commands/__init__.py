"""Subcommands of `bailiwick policy`, one module each: `configure(parser)` and `run(arguments) -> int`."""

"""git beyond data: configuration that executes, aliases, refspecs, what discards work, what shows secrets."""

"""Shell text to operations by abstract interpretation of the parsed script."""

"""The vocabulary: frozen types, typed ids, bounds, errors. Knows nothing but itself."""

"""What programs do: the catalogue as data, and the engine that reads an argv with it."""

"""The checks of `bailiwick doctor`: one function per thing that can be wrong, each with its remedy."""

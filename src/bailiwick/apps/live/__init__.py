"""Driving a real agent client against a scripted model on loopback: for `doctor --live`, `demo` and tests."""

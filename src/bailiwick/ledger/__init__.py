"""Tree maths, entries, checkpoints, proofs. No storage; verification is `bailiwick_verify`."""

"""Tree maths, entries, checkpoints, proofs and the whole-log verifier. No storage."""

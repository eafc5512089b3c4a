"""Policy as values: syntax, validation, compilation, evaluation, explanation."""

"""One file per port implementation: files, facts, keys, stores."""

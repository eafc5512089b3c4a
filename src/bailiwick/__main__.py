"""`python -m bailiwick` is the `bailiwick` command."""

from bailiwick.apps.cli.main import main

raise SystemExit(main())

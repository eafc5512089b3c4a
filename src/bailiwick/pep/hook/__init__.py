"""The hook client (C, and its Python twin) and its command line. Imports nothing of ours."""

"""Scanners of content: credentials, personal data, redaction."""

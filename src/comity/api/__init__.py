"""The public HTTP API: the answers of the command line, at /api/v1/."""

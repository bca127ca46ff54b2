"""website."""

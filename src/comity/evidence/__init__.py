"""Evidence: sources, the passages in them, and which claim cites which passage."""

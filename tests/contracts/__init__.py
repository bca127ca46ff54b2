"""What the repository promises as a whole."""

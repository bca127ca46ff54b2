"""Loading tables into the register: the reference pack and people's own files."""

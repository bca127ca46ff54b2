"""What was found in published files, checked against counts made independently."""

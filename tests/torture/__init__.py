"""Kills at every step and at random moments: nothing lost, nothing doubled."""

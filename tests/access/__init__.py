"""Tests of comity.access."""

"""Tests of comity.values."""

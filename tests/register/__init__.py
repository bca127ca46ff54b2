"""Tests of comity.register."""

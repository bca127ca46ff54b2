"""Tests of comity.cli."""

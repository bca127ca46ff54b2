"""Tests of comity.search."""

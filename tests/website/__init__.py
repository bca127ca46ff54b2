"""Tests of comity.website."""

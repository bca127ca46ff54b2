"""Tests of comity.matching."""

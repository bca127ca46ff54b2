"""Tests of comity.coverage."""

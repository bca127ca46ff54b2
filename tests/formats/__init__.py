"""Tests of comity.formats."""

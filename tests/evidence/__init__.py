"""Tests of comity.evidence."""

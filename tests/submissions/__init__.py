"""Tests of comity.submissions."""

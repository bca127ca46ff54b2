"""Tests of comity.project."""

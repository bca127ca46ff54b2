"""Tests of comity.sheets."""

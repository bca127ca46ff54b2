"""Tests of comity.api."""

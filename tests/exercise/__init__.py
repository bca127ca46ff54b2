"""Tests of comity.exercise."""

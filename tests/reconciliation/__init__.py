"""Tests of comity.reconciliation."""

"""Tests of comity.ledger."""

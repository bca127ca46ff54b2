"""Reconciliation: this name is that organization, place or sector; who said so, when, why.

Partners' words stay in the ledger as they wrote them. What they stand for is a
judgement, a row of its own with a life in the register; undoing it changes every
count and touches no reported row.
"""

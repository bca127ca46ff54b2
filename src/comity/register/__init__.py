"""The register: who is what to whom, under which instrument, on any day.

Organizations, areas, instruments, memberships, posts, change events, figures,
frameworks and responses. What is said of them are claims (`models/claims.py`):
dated in the world, dated in the register, cited, ranked, never overwritten.
"""

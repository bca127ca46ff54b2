"""Comity keeps the coordination record of an inter-agency system.

Who works with whom, in what capacity, under which instrument, where and on
what, and who is missing; on any date, with the evidence.

The rooms and their floors are drawn in docs/explanation/house.md and held by
import-linter (pyproject.toml).
"""

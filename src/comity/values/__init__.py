"""Values: what has no identity and needs no store.

Partial dates and periods, identifiers, P-codes, folded names, sensitivity and
the fields of a 5W row. The standard library and `edtf` are all they need.
"""

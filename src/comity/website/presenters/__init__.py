"""How records look on a page: words, evidence, groups, tables and pictures."""

"""What a page made from the code says of itself."""

NOTICE = "<!-- Written by `make docs` from the code; change it there. -->"

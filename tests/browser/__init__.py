"""The pages, as a real Chromium shows them."""

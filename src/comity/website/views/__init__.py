"""What each page shows: a question in, a record and its template out."""

"""The desk: staff work on the record, for people who are signed in.

Uploads are reviewed and accepted, names judged, claims recorded and corrected,
responses opened. Everything is done through the actions of the rooms below; a
page here reads their queries, shows their refusals at the form that caused them,
and works without JavaScript.
"""

"""Submissions: partners' workbooks, received, checked, accepted, withdrawn; the live activities.

A submission is a full snapshot of its scope: a response, a reporter, a reporting
period and a sheet. Its rows are appended to the ledger once; which submissions
are live, and were live at a moment, is told by their lives in the register.
"""

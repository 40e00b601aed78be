"""Papers as an office sends them: one description, written as HWPX, DOCX or PDF, from templates that it can replace.

Long tables are sheets, written as CSV or XLSX some rows at a time.
"""

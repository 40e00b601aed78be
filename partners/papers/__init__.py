"""Papers as an office sends them: one description, written as HWPX, DOCX or PDF, from templates that it can replace."""

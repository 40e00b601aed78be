"""Writers of documents: HWPX, DOCX and PDF, one each, from one description of a paper."""

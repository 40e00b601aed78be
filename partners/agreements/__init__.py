"""Agreements: cases on their way through a pipeline, gate by gate, with the council's consent."""

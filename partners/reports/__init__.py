"""Reports for managers: the pipeline review, as of any day."""

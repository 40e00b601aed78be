"""What the pages of reports show, put together for their templates."""

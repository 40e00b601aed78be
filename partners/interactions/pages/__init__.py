"""What the pages of interactions and follow-ups show, put together for their templates."""

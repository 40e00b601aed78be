"""What the pages of upkeep show, put together for their templates."""

"""What the pages of this capability show, put together from rows: the views stay short, the templates plain."""

"""What pages show of cases, put together from records and rules: the views stay short, the templates plain."""

"""Who changed what, and who saw whom. Everybody writes here; nothing here knows anybody above."""

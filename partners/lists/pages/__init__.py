"""What pages show of saved views: those of the reader, the one that is open, the tabs above a list."""

"""The forms of upkeep."""

"""Upkeep: changing many records at once and taking that back; merging, trash and the quality of data stand beside it."""

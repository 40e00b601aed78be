"""Attachments: stored once by their hash, outside the web root, served only as attachments."""

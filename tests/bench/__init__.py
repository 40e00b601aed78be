"""The bench: see __main__."""

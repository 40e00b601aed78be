"""The people and bodies we deal with: partners of every kind, ties, documents."""

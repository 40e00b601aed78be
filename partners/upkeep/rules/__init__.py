"""How rows are kept and compared, how long an act can be taken back, and how all that is called. Pure."""

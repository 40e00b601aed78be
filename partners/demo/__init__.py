"""The report of 2020 as a ready data set: what the division told the council, and nothing else."""

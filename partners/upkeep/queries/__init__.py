"""Reading acts, the rows that they photograph, and what stands against taking one back."""

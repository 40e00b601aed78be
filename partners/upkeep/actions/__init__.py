"""What people do in upkeep, and the journal that lets them take it back."""

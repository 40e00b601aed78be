"""Pure decisions about partners: their names, their places, their ties, what a list may be asked."""

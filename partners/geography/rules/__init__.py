"""Pure decisions about names and points: how a place is spelt, what contains a point, what a point may mean."""

"""Who works here: users, teams, signing in, sessions that live on the server."""

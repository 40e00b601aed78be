"""What is typed at the desk: signing in, one's own account, people, teams."""

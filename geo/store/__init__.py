"""Saved articles and claims, in a file of the user's or a database that a team shares."""

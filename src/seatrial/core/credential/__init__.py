"""Credentials: what a token says of itself, what is wrong with a login, and which of several counts. Nothing is looked up here."""

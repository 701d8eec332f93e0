"""Error texts: a log is read, its lines are cleaned, known words are found in them and ranked, secrets are covered."""

"""What a project has to keep up beside its code, read: the changelog, what a README promises, the names of its tags."""

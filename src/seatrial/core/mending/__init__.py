"""Mending a project: the files as they would be without what was found, where that is beyond doubt."""

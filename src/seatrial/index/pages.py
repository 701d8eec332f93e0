"""Pages of the embedded index: simple API and project page."""

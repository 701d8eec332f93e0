"""The JSON answers: a versioned, frozen shape."""

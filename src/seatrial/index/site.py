"""Request → response of the embedded index, refusing by the same rules."""

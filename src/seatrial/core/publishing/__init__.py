"""Trusted Publishing: what an identity claims, what an index matches it with, and why it refused."""

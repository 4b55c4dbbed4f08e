"""Starter sites: an owner's answers become a small static website."""

"""Frozen data models. Nothing here reads, writes or renders."""

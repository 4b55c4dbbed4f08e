"""Answers as plain JSON, ready for templates."""

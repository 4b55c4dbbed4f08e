"""Loudspeaker scripts: words for the ear, as long as they say they are, as text and as Word."""

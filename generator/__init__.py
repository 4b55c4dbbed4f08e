"""phocap builds everything a Vietnamese province needs to bring free national domain names to its people."""

__version__ = "0.1.0"

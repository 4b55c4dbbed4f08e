"""What the two make commands need before the project's own environment exists."""

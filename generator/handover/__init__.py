"""Starter sites leave the program: into folders and ZIPs, many at a time, or onto the screen of their maker."""

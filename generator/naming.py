"""From a person's or a shop's name to good labels for a domain, and why a label is bad. Pure rules."""

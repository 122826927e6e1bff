"""What is certain enough to be filed, and what a person has to see. Pure."""

"""What the program knows, in words for people."""

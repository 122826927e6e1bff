"""What people decide on documents, what the program learns of it, and how right it was."""

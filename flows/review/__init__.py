"""What people do at the review desk, and what the program learns of it."""

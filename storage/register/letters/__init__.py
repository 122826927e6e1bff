"""What is sent to customers: evidence, reminders, statements, and what became of it."""

"""A returned form laid onto the one that was sent out: what people added."""

"""What the program learns from what people decide. Pure."""

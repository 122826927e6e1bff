"""The whole register, to another database or into a backup."""

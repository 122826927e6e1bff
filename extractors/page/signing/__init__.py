"""Signatures of a page: their places, whose they are, what made them."""

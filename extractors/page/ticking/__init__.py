"""Boxes to be ticked, and what stands in them."""

"""Pages brought upright, level and flat."""

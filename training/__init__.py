"""Trains the networks that look at ink; nothing here is part of the installed product."""

"""Trains the network that labels ink; nothing here is part of the installed product."""

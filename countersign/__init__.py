"""The doors: command line, demo, console."""

"""Figures of a period and reports about it, told from the register."""

"""Alarms: looking for what is wrong, raised once, told once a day, and cleared."""

from flows.alarms.looking import Lookout
from flows.alarms.telling import alarmed, look, post

__all__ = ["Lookout", "alarmed", "look", "post"]

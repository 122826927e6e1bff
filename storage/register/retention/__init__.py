"""How long papers are kept, holds, and destruction."""

"""Where things are kept: objects (a folder or S3) and the register (SQL)."""

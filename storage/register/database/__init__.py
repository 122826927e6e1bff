"""The database itself: how it is reached, on SQLite and on PostgreSQL, its schema, values and statements."""

"""Who may come in: people, their sessions, and how their names are erased."""

"""Received files and what became of them: arrivals, drops, documents, the queue of what waits."""

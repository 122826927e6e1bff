"""What collectors get out of the archive: disputes, evidence, aging; pure."""

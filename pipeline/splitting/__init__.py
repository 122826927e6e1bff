"""A file's pages into documents: evidence for and against every boundary, weighed. Pure."""

from pipeline.splitting.split import split

__all__ = ["split"]

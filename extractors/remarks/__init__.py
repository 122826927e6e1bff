"""Words and ticked boxes on a proof of delivery -> what was remarked on receipt. Pure."""

from extractors.remarks.find import remarks_of

__all__ = ["remarks_of"]

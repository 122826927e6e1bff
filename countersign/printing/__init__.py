"""What is printed on paper: sheets that part documents, and slips by which a paper is scanned again."""

from countersign.printing.rescans import slips_for
from countersign.printing.sheets import MOST_COPIES, Again, batch_header, rescan_slips, separators

__all__ = ["MOST_COPIES", "Again", "batch_header", "rescan_slips", "separators", "slips_for"]

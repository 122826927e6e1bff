"""Reports as PDF, to be sent out: the same figures and the same day give the same bytes."""

from countersign.printing.reports.aging import aging_pdf
from countersign.printing.reports.client import client_pdf
from countersign.printing.reports.gaps import gaps_pdf
from countersign.printing.reports.statement import statement_pdf

__all__ = ["aging_pdf", "client_pdf", "gaps_pdf", "statement_pdf"]

"""How far a proof of delivery shows that the customer took the goods: status, grade, and why. Pure."""

from pipeline.acceptance.receipt import SURE
from pipeline.acceptance.status import acceptance, is_legible, with_acceptance

__all__ = ["SURE", "acceptance", "is_legible", "with_acceptance"]

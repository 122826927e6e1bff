"""Captured documents held against an answer key, both in the shape of `export documents`."""

from countersign.evaluation.lines import line_of, read_key, read_predictions
from countersign.evaluation.report import Asked, Report, evaluate
from countersign.evaluation.score import shape
from countersign.evaluation.tables import lines_of

__all__ = ["Asked", "Report", "evaluate", "line_of", "lines_of", "read_key", "read_predictions", "shape"]

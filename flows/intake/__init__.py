"""The door to Prefect: one flow empties the inbox, one task works on one received file.

Prefect gives retries, concurrency and a picture of the work; what is done and what is not stands in the
register alone, so a server that goes away takes nothing with it. `flows.embedded.prepare` comes before the
first import of this package.
"""

from flows.intake.drains import ingest, run_ingest
from flows.intake.reports import mark_what_was_left

__all__ = ["ingest", "mark_what_was_left", "run_ingest"]

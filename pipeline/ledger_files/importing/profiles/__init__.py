"""The profiles: one table for each system whose exports are known."""

from __future__ import annotations

from pipeline.ledger_files.importing.profiles.dynamics import DYNAMICS
from pipeline.ledger_files.importing.profiles.netsuite import NETSUITE
from pipeline.ledger_files.importing.profiles.oracle import ORACLE
from pipeline.ledger_files.importing.profiles.plain import PLAIN
from pipeline.ledger_files.importing.profiles.quickbooks import QUICKBOOKS
from pipeline.ledger_files.importing.profiles.sap import SAP

PROFILES = (SAP, ORACLE, NETSUITE, QUICKBOOKS, DYNAMICS, PLAIN)
BY_NAME = {profile.name: profile for profile in PROFILES}
HEADERS = frozenset(
    name for profile in PROFILES for column in profile.headers for name in profile.names(column)
).union(*(profile.telling for profile in PROFILES))
"""Every header that some profile knows."""

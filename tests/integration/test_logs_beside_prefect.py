"""Prefect sets up logging of its own when it is imported: our lines stay as the settings want them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installations.homes import Home


@pytest.mark.parametrize("file", ["none", ""])
def test_prefect_leaves_our_lines_as_they_are(tmp_path: Path, file: str):
    code = (
        "import logging; from countersign import logs; from flows.embedded import prepare;"
        "from models.settings import load; from flows.journal import tell; settings = load();"
        "logs.configure(settings, logs.SERVING); prepare(settings); import prefect.main;"
        "tell(logging.getLogger('flows'), 'filed', 'an invoice')"
    )
    home = Home(tmp_path, {"COUNTERSIGN_LOG_FORMAT": "json", "COUNTERSIGN_LOG_FILE": file}, embedded=True)
    told = subprocess.run(
        [sys.executable, "-c", code], env=home.environment(), capture_output=True, text=True, check=True
    )
    (line,) = told.stderr.splitlines()
    assert json.loads(line)["event"] == "filed"

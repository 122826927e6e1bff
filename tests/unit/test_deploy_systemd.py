"""The systemd units: what systemd thinks of them, and what Countersign needs of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from countersign import supervise
from models.errors import ExitCode

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
SINGLE, PART = UNITS / "countersign.service", UNITS / "countersign@.service"


def options(unit: Path) -> dict[str, str]:
    lines = [line for line in unit.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("instance", ["countersign.service", "countersign@watcher.service"])
def test_systemd_finds_nothing_wrong(instance: str, tmp_path: Path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed: apt-get install systemd")
    for unit in UNITS.iterdir():
        text = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", unit.read_text(), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE))
    ended = subprocess.run(
        [analyze, "verify", "--man=no", f"./{instance}"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr.strip()) == (0, "")


@pytest.mark.parametrize("part", [None, *supervise.Part])
def test_our_command_line_takes_its_command(part: str | None):
    program, *arguments = options(PART if part else SINGLE)["ExecStart"].split()
    command = [part if argument == "%i" else argument for argument in arguments]
    assert Path(program).name == "countersign"
    subprocess.run(
        [Path(sys.executable).with_name("countersign"), *command, "--help"], check=True, capture_output=True
    )


def test_both_units_are_equally_strict():
    own = {"Description", "Documentation", "ExecStart", "After"}
    single, part = options(SINGLE), options(PART)
    assert {name for name in single if single[name] != part[name]} <= own
    assert set(single) == set(part)


def test_wrong_settings_are_not_tried_again_and_nothing_else_stays_down():
    unit = options(SINGLE)
    assert unit["Restart"] == "on-failure"
    assert unit["RestartPreventExitStatus"] == str(int(ExitCode.WRONG_USE))


def test_there_is_time_to_end_cleanly_before_systemd_kills():
    unit = options(SINGLE)
    assert unit["KillMode"] == "mixed"
    assert float(unit["TimeoutStopSec"]) > supervise.ANSWER_SECONDS + supervise.PATIENCE_SECONDS + 3


def test_the_home_is_where_systemd_lets_it_write():
    unit = options(SINGLE)
    assert unit["Environment"] == f"COUNTERSIGN_HOME=/var/lib/{unit['StateDirectory']}"
    assert unit["ProtectSystem"] == "strict"


def test_documentation_exists():
    for unit in (SINGLE, PART):
        assert (ROOT / "docs" / Path(options(unit)["Documentation"]).name).is_file()

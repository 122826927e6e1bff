"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from countersign.wording.settings import OF_THE_TESTS
from models.settings import Settings

ROOT = Path(__file__).parents[2]
FLOORS = (
    *("countersign", "flows", "pipeline", "receivables", "storage", "extractors", "models", "fixtures"),
    "training",
)
LONGEST = 300
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def sources() -> list[Path]:
    return [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]


def pages_of_the_console() -> list[Path]:
    """Templates, style sheets and scripts."""
    kinds = {".html", ".css", ".js"}
    return [path for path in (ROOT / "countersign").rglob("*") if path.suffix in kinds]


def suite_files() -> list[Path]:
    return list((ROOT / "tests").rglob("*.py"))


def test_every_package_is_a_floor_that_the_contracts_name():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert packages == set(FLOORS) == set(contracts["root_packages"])


@pytest.mark.parametrize(
    "path",
    [*sources(), *suite_files(), *pages_of_the_console()],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_file_is_one_room(path: Path):
    assert len(path.read_text().splitlines()) <= LONGEST


def test_every_page_of_the_documentation_is_announced_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    assert [path.name for path in DOCUMENTS[1:] if f"(docs/{path.name})" not in readme] == []


def test_every_folder_of_the_top_floor_is_announced():
    told = (ROOT / "docs" / "architecture.md").read_text().partition("## Floors")[2].partition("##")[0]
    top = told.partition("countersign/")[2].partition("flows/")[0]
    folders = [path.parent.name for path in (ROOT / "countersign").glob("*/__init__.py")]
    assert [name for name in folders if name != "cli" and name not in top] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_test_that_a_page_names_can_be_opened(path: Path):
    named = re.findall(r"`([\w/]*\btest_\w+\.py)", path.read_text())
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_no_copy_of_a_paper_is_made_where_nobody_looks_after_it():
    """A folder for all programs keeps what a kill leaves there, after the paper itself was destroyed."""
    makes = {"TemporaryDirectory", "NamedTemporaryFile", "mkdtemp", "mkstemp"}
    loose = []
    for path in sources():
        if path.parents[len(path.relative_to(ROOT).parents) - 2].name in {"fixtures", "training"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in makes:
                given = {keyword.arg for keyword in node.keywords}
                loose += [] if "dir" in given else [f"{path.relative_to(ROOT)}:{node.lineno}"]
    assert loose == []


def test_every_module_opens_with_one_line_that_says_what_it_is():
    assert [path for path in sources() if not path.read_text().startswith('"""')] == []


def test_every_file_of_the_suite_opens_with_one_line_too():
    assert [path for path in suite_files() if not path.read_text().startswith('"""')] == []


def test_every_file_of_the_suite_has_a_name_of_its_own():
    names = [path.name for path in suite_files()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_style_sheet_is_linked():
    base = (ROOT / "countersign/console/templates/base.html").read_text()
    sheets = [path.stem for path in pages_of_the_console() if path.suffix == ".css"]
    assert sheets
    assert [sheet for sheet in sheets if f'"{sheet}"' not in base] == []


def test_settings_that_people_are_told_of_exist():
    known = {f"COUNTERSIGN_{field.name.upper()}" for field in fields(Settings)}
    told = {name for path in DOCUMENTS for name in re.findall(r"COUNTERSIGN_[A-Z0-9_]+", path.read_text())}
    assert {name for name in told if not name.startswith(OF_THE_TESTS)} <= known


def test_links_between_documents_lead_somewhere():
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_commands_of_the_readme_exist():
    told = set(re.findall(r"^ {4}countersign ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    helped = subprocess.run(
        [Path(sys.executable).with_name("countersign"), "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert told
    assert all(re.search(rf"\b{command}\b", helped) for command in told)


def test_help_and_console_load_neither_prefect_nor_a_reader():
    code = (
        "import sys, countersign.cli, countersign.console;"
        "print([name for name in ('prefect', 'onnxruntime') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

"""Answer keys that cannot be used are refused with the line and what it needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from countersign.cli import run
from countersign.evaluation import read_key, read_predictions
from models.errors import WrongUse

GOOD: dict[str, Any] = {"source": "a.pdf", "pages": [1], "type": "other"}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "key.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return path


@pytest.mark.parametrize(
    ("spoilt", "need"),
    [
        ([], "JSON object"),
        ({"pages": [1]}, "`source` is needed"),
        ({"source": "a.pdf"}, "`pages` is needed"),
        ({**GOOD, "pages": [0]}, "page numbers from 1"),
        ({**GOOD, "type": "invoice"}, "`type` is 'invoice': use purchase_order"),
        ({"source": "a.pdf", "pages": [1]}, "`type`, or `status`"),
        ({**GOOD, "status": "done"}, "`status` is 'done'"),
        ({**GOOD, "fields": {"po_number": {}}}, "`fields.po_number.value` is needed"),
        ({**GOOD, "fields": {"po_number": {"value": "-"}}}, "without a letter or digit"),
        ({**GOOD, "fields": {"document_date": {"value": "5 May"}}}, "YYYY-MM-DD"),
        ({**GOOD, "fields": {"po_number": {"value": "1", "page": 1, "bbox": [0, 0, 5, 1]}}}, "bbox"),
        ({**GOOD, "signature": {}}, "`signature` needs `present`"),
        ({**GOOD, "matches": [{"invoice_number": "1"}]}, "`matches.customer_number` is needed"),
        ({**GOOD, "tags": [1]}, "`tags` has to be a list of texts"),
    ],
)
def test_a_malformed_line_is_refused_by_number(tmp_path: Path, spoilt: object, need: str):
    with pytest.raises(WrongUse, match=r"key\.jsonl, line 2: ") as refused:
        read_key(written(tmp_path, GOOD, spoilt))
    assert need in str(refused.value)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path):
    path = tmp_path / "key.jsonl"
    path.write_text(f'{json.dumps(GOOD)}\n\n{{"source": \n')
    with pytest.raises(WrongUse, match="line 3"):
        read_key(path)


def test_an_empty_key_is_refused_but_nothing_captured_is_an_answer(tmp_path: Path):
    with pytest.raises(WrongUse, match="holds no line"):
        read_key(written(tmp_path))
    assert read_predictions(written(tmp_path)) == []


def test_the_command_ends_with_a_fault_when_a_file_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    key = written(tmp_path, GOOD)
    (tmp_path / "none.jsonl").write_text("")
    assert run(["evaluate", str(key), str(key), "--by", "type", "--worst", "3"]) == 0
    assert run(["evaluate", str(key), str(tmp_path / "none.jsonl")]) == 1
    assert "LOST a.pdf" in capsys.readouterr().out
    assert run(["evaluate", str(key), str(key), "--by", "layout"]) == 2
    assert "part by type, kind" in capsys.readouterr().err


def test_one_client_is_scored_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    key = written(tmp_path, GOOD)
    found = tmp_path / "found.jsonl"
    found.write_text(json.dumps({**GOOD, "client": "two"}))
    assert run(["evaluate", str(key), str(found), "--client", "two", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scores"][0]["share"] == 1.0
    assert run(["evaluate", str(key), str(found), "--client", "one"]) == 1

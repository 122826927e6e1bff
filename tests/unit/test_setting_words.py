"""A misspelt setting is told with the name that was likely meant, and never with its value."""

from __future__ import annotations

from dataclasses import fields

import pytest

from countersign.wording.settings import unknown_settings
from models.settings import Settings


def test_every_setting_is_known():
    assert list(unknown_settings(f"COUNTERSIGN_{field.name.upper()}" for field in fields(Settings))) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("COUNTERSIGN_WORKER", "COUNTERSIGN_WORKERS"),
        ("COUNTERSIGN_OBJECT_URL", "COUNTERSIGN_OBJECTS_URL"),
        ("COUNTERSIGN_DATABSE_URL", "COUNTERSIGN_DATABASE_URL"),
        ("COUNTERSIGN_S3_SECRETKEY", "COUNTERSIGN_S3_SECRET_KEY"),
        ("COUNTERSIGN_workers", "COUNTERSIGN_WORKERS"),
    ],
)
def test_a_misspelt_setting_is_told_with_the_nearest_name(name: str, meant: str):
    (words,) = unknown_settings([name])
    assert words.startswith(f"{name} is no setting")
    assert meant in words.removeprefix(name)


def test_a_name_that_is_like_no_setting_leads_to_the_list_of_all():
    (words,) = unknown_settings(["COUNTERSIGN_XYZZY"])
    assert "countersign check --settings" in words


def test_variables_of_others_and_of_the_tests_are_left_alone():
    others = ["PATH", "COUNTERSIGNATURE", "MY_COUNTERSIGN_HOME", "COUNTERSIGN_TEST_S3_ENDPOINT"]
    assert list(unknown_settings(others)) == []


def test_misspelt_settings_are_told_in_order_each_once():
    words = list(unknown_settings(["COUNTERSIGN_PROT", "PATH", "COUNTERSIGN_HOTS", "COUNTERSIGN_PROT"]))
    assert [line.split()[0] for line in words] == ["COUNTERSIGN_HOTS", "COUNTERSIGN_PROT"]

"""deploy/compose.yaml and deploy/Containerfile hold together, and name nothing that does not exist."""

from __future__ import annotations

import fnmatch
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from models.settings import Settings, load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("countersign:")]
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
EXAMPLE = dict(
    line.split("=", 1)
    for line in (DEPLOY / "compose.env.example").read_text().splitlines()
    if re.match(r"\w+=", line)
)
FILLED = {name: value or "f00d" * 8 for name, value in EXAMPLE.items()}
VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")


def filled(text: object) -> str:
    """`text` as compose hands it to a container."""
    return VARIABLE.sub(lambda found: FILLED[found[1]], str(text))


def environment(service: str) -> dict[str, str]:
    return {name: filled(value) for name, value in SERVICES[service].get("environment", {}).items()}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_every_setting_in_it_is_one():
    known = {f"COUNTERSIGN_{field.name.upper()}" for field in fields(Settings)}
    text = "\n".join(path.read_text() for path in DEPLOY.rglob("*") if path.is_file())
    assert set(re.findall(r"COUNTERSIGN_[A-Z0-9_]*[A-Z0-9]", text)) <= known


@pytest.mark.parametrize("service", ["worker", "console"])
def test_the_settings_of_a_service_are_accepted(service: str):
    settings = load({"HOME": "/nowhere", **environment(service)})
    assert settings.database_url.startswith("postgresql+psycopg://")
    assert settings.s3_access_key == FILLED["S3_ACCESS_KEY"]
    assert settings.inbox_url == f"{settings.objects_url}/inbox"


def test_addresses_name_services():
    hosts = {
        host
        for service in SERVICES
        for value in environment(service).values()
        for host in re.findall(r"://(?:\w+@)?([a-z]+)[:/]", value)
    }
    assert hosts == {"database", "objects", "prefect"}


@pytest.mark.parametrize("service", [name for name in OURS if SERVICES[name]["command"][0] == "countersign"])
def test_our_command_line_takes_its_command(service: str):
    command = [str(part) for part in SERVICES[service]["command"]]
    ended = subprocess.run(
        [Path(sys.executable).with_name("countersign"), *command[1:], "--help"],
        check=False,
        capture_output=True,
    )
    assert ended.returncode == 0


def test_no_password_stands_in_an_address():
    assert not re.search(r"://[^/@\s]+:[^/@\s]+@", (DEPLOY / "compose.yaml").read_text())


def test_every_variable_is_explained_in_the_example():
    used = {found[0] for found in VARIABLE.findall((DEPLOY / "compose.yaml").read_text())}
    assert used == set(EXAMPLE)


def test_nothing_starts_without_its_secrets():
    for name, kind, _ in VARIABLE.findall((DEPLOY / "compose.yaml").read_text()):
        assert kind == ("-" if EXAMPLE[name] else "?"), name


def test_what_is_left_out_of_the_file_is_what_the_example_says():
    for name, kind, default in VARIABLE.findall((DEPLOY / "compose.yaml").read_text()):
        assert kind != "-" or default == EXAMPLE[name]


def test_the_line_in_the_example_fills_every_secret():
    line = next(
        line.lstrip("# ").partition(" > ")[0]
        for line in (DEPLOY / "compose.env.example").read_text().splitlines()
        if "perl" in line
    )
    written = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    secrets = re.findall(r"^(\w+)=([0-9a-f]{48})$", written, re.MULTILINE)
    assert {name for name, _ in secrets} == {name for name, value in EXAMPLE.items() if not value}
    assert len({value for _, value in secrets}) == len(secrets)


def test_the_example_holds_no_secret():
    assert all(not value for name, value in EXAMPLE.items() if re.search("PASSWORD|KEY", name))


def test_the_s3_server_is_given_the_keys_that_we_use():
    config = json.loads(filled(COMPOSE["configs"]["s3"]["content"]))
    (credentials,) = config["identities"][0]["credentials"]
    settings = environment("worker")
    assert credentials == {
        "accessKey": settings["COUNTERSIGN_S3_ACCESS_KEY"],
        "secretKey": settings["COUNTERSIGN_S3_SECRET_KEY"],
    }


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_every_service_comes_back_keeps_its_log_small_and_gains_no_rights(service: dict[str, Any]):
    assert service["restart"] in {"unless-stopped", "on-failure"}
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("service", OURS)
def test_our_containers_write_to_their_volume_only_and_may_do_nothing_special(service: str):
    assert SERVICES[service]["read_only"]
    assert SERVICES[service]["cap_drop"] == ["ALL"]
    assert re.search(r"^USER countersign$", CONTAINERFILE, re.MULTILINE)


def test_a_service_waits_for_what_it_needs():
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[needed]
            else:
                assert SERVICES[needed]["restart"] == "on-failure"


def test_ports_are_published_on_this_machine_only():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert len(published) == 2
    assert all(port.startswith("${PUBLISH:-127.0.0.1}:") for port in published)


def test_health_is_asked_where_the_service_listens():
    assert environment("worker")["PREFECT_WORKER_WEBSERVER_PORT"] in str(SERVICES["worker"]["healthcheck"])
    assert f":{load({'HOME': '/nowhere'}).port}/health" in str(SERVICES["console"]["healthcheck"])
    assert SERVICES["prefect"]["command"][-1] in str(SERVICES["prefect"]["healthcheck"])


def test_images_are_pinned_and_ours_bears_the_version_of_the_project():
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)
    assert all(re.search(r":\d+\.\d+", image) for image in images)
    assert {SERVICES[name]["image"] for name in OURS} == {f"countersign:{project()['version']}"}


def test_the_python_of_the_image_is_the_one_that_the_lock_was_made_for():
    (lock,) = re.findall(r"--python-version (\d+\.\d+)", (ROOT / "Makefile").read_text())
    assert set(re.findall(r"^FROM python:(\d+\.\d+)", CONTAINERFILE, re.MULTILINE)) == {lock}


def test_the_prefect_server_is_the_one_of_the_lock():
    assert SERVICES["prefect"]["image"] == SERVICES["worker"]["image"]


def test_workers_and_deployment_share_a_pool():
    pools = {deployment["work_pool"]["name"] for deployment in prefect()["deployments"]}
    assert pools == {"countersign"}
    assert f"--pool {pools.copy().pop()}" in " ".join(SERVICES["worker"]["command"])
    assert f"work-pool create {pools.pop()}" in " ".join(SERVICES["deployment"]["command"])


def prefect() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "prefect.yaml").read_text())


def test_files_that_are_named_exist():
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (DEPLOY / source).exists() if "/" in source else source in COMPOSE["volumes"]
        build = service.get("build")
        assert build is None or (DEPLOY / build["context"] / build["dockerfile"]).resolve().is_file()


def test_what_is_copied_into_the_image_exists_and_is_let_through():
    let_through = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"]
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.MULTILINE)
    for source in " ".join(copied).split():
        assert (ROOT / source).exists()
        assert any(fnmatch.fnmatch(source, pattern) for pattern in let_through), source


def test_every_floor_is_in_the_image():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    for package in packages["packages"]:
        assert f"COPY {package} /build/{package}\n" in CONTAINERFILE

"""deploy/kubernetes holds together, agrees with the compose file, and names nothing that does not exist."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from models.settings import Settings, load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "kubernetes"
BASE = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
OBJECTS: list[dict[str, Any]] = [
    each for name in BASE["resources"] for each in yaml.safe_load_all((FOLDER / name).read_text())
]
TEMPLATED = {"Deployment": ["spec"], "Job": ["spec"], "CronJob": ["spec", "jobTemplate", "spec"]}
SETTINGS: dict[str, str] = next(one for one in OBJECTS if one["kind"] == "ConfigMap")["data"]
KNOWN = {f"COUNTERSIGN_{field.name.upper()}" for field in fields(Settings)}


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    return [each for each in OBJECTS if each["kind"] in kinds]


def name_of(thing: dict[str, Any]) -> str:
    return str(thing["metadata"]["name"])


def template(thing: dict[str, Any]) -> dict[str, Any]:
    for step in TEMPLATED[thing["kind"]]:
        thing = thing[step]
    return thing["template"]


PODS = {name_of(thing): template(thing) for thing in of_kind(*TEMPLATED)}


def container(pod: str) -> dict[str, Any]:
    (only,) = PODS[pod]["spec"]["containers"]
    return only


def environment(pod: str) -> dict[str, str]:
    """As the container has it, secrets by a stand-in."""
    given = {one["name"]: one.get("value", "f00d" * 8) for one in container(pod).get("env", [])}
    return (SETTINGS if "envFrom" in container(pod) else {}) | given


def secrets() -> Iterator[tuple[str, str]]:
    for pod in PODS:
        for one in container(pod).get("env", []):
            if reference := one.get("valueFrom", {}).get("secretKeyRef"):
                yield reference["name"], reference["key"]


each_pod = pytest.mark.parametrize("pod", PODS)


def test_every_file_is_in_the_base():
    assert {path.name for path in FOLDER.iterdir()} == {*BASE["resources"], "kustomization.yaml"}
    assert len({(one["kind"], name_of(one)) for one in OBJECTS}) == len(OBJECTS)


@each_pod
def test_every_setting_is_one_and_is_accepted(pod: str):
    given = environment(pod)
    assert {name for name in given if name.startswith("COUNTERSIGN_")} <= KNOWN
    if "envFrom" in container(pod):
        settings = load({"HOME": "/nowhere", **given})
        assert settings.database_url.startswith("postgresql+psycopg://")


@each_pod
def test_the_command_is_one_and_that_of_the_compose_file_where_it_has_it(pod: str):
    command = container(pod)["command"]
    role = re.sub(r"-\d.*", "", pod)
    if role in COMPOSE:
        assert command == COMPOSE[role]["command"]
    if command[0] == "countersign":
        ours = Path(sys.executable).with_name("countersign")
        assert (
            subprocess.run([ours, *command[1:], "--help"], check=False, capture_output=True).returncode == 0
        )


@each_pod
def test_the_image_is_that_of_the_compose_file(pod: str):
    assert container(pod)["image"] == COMPOSE["console"]["image"]


def test_jobs_that_run_once_for_each_version_bear_it():
    version = COMPOSE["console"]["image"].partition(":")[2].replace(".", "-")
    assert {name_of(job) for job in of_kind("Job")} == {f"upgrade-{version}", f"deployment-{version}"}


@each_pod
def test_nothing_special_is_permitted_and_only_the_home_can_be_written_to(pod: str):
    spec, inside = PODS[pod]["spec"], container(pod)
    user = int(re.findall(r"useradd .*--uid (\d+)", (ROOT / "deploy" / "Containerfile").read_text())[0])
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["runAsUser"] == user
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    assert inside["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    mounted = {one["name"]: one["mountPath"] for one in inside["volumeMounts"]}
    assert mounted == {"home": "/var/lib/countersign", "tmp": "/tmp"}  # noqa: S108 the mount of the container
    assert {one["name"] for one in spec["volumes"] if "sizeLimit" in one["emptyDir"]} == set(mounted)


@each_pod
def test_what_it_needs_is_asked_for_and_memory_is_limited(pod: str):
    resources = container(pod)["resources"]
    assert set(resources["requests"]) == {"cpu", "memory", "ephemeral-storage"}
    assert set(resources["limits"]) == {"memory"}, "a limit of processor time only makes it slow"


def test_a_worker_has_a_processor_for_each_page_and_room_for_a_file_that_takes_much():
    settings = load({"HOME": "/nowhere", **environment("worker")})
    resources = container("worker")["resources"]
    assert int(resources["requests"]["cpu"]) == settings.workers
    assert int(resources["limits"]["memory"].removesuffix("Gi")) * 1024 > settings.reader_megabytes + 900


@pytest.mark.parametrize("pod", ["console", "worker", "prefect"])
def test_health_is_asked_where_it_listens(pod: str):
    inside = container(pod)
    (port,) = inside["ports"]
    listens = {
        "console": str(load({"HOME": "/nowhere"}).port),
        "worker": environment("worker").get("PREFECT_WORKER_WEBSERVER_PORT", ""),
        "prefect": inside["command"][-1],
    }
    assert str(port["containerPort"]) == listens[pod]
    probes = [inside[name] for name in ("startupProbe", "livenessProbe", "readinessProbe") if name in inside]
    assert len(probes) >= 2
    for probe in probes:
        asked = probe.get("httpGet") or probe["tcpSocket"]
        assert asked["port"] == port["name"]
        assert asked.get("path", "/health") in COMPOSE[pod]["healthcheck"]["test"][-1]


def test_a_register_that_does_not_answer_restarts_no_console():
    assert "tcpSocket" in container("console")["livenessProbe"]


def test_selectors_find_their_pods():
    named = {frozenset(pod["metadata"]["labels"].items()): name for name, pod in PODS.items()}
    for thing in of_kind("Deployment", "PodDisruptionBudget"):
        assert named[frozenset(thing["spec"]["selector"]["matchLabels"].items())] == name_of(thing)
    for service in of_kind("Service"):
        assert named[frozenset(service["spec"]["selector"].items())] == name_of(service)
        (port,) = service["spec"]["ports"]
        assert port["port"] == container(name_of(service))["ports"][0]["containerPort"]


def test_addresses_inside_name_services():
    assert SETTINGS["PREFECT_API_URL"] == "http://prefect:4200/api"
    assert "prefect" in {name_of(service) for service in of_kind("Service")}


def test_only_what_is_ruled_reaches_and_is_reached():
    rules = {name_of(rule): rule["spec"] for rule in of_kind("NetworkPolicy")}
    assert rules["nothing-else"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for spec in rules.values():
        for label in spec["podSelector"].get("matchLabels", {}).values():
            assert label in PODS
    into = {
        label: rule["ports"][0]["port"]
        for spec in rules.values()
        for label in spec["podSelector"].get("matchLabels", {}).values()
        for rule in spec.get("ingress", [])
    }
    assert into == {name: container(name)["ports"][0]["containerPort"] for name in ("console", "prefect")}


def test_no_secret_stands_in_the_files_and_those_named_are_explained():
    text = "\n".join(path.read_text() for path in FOLDER.iterdir())
    assert not re.search(r"://[^/@\s]+:[^/@\s]+@", text)
    assert not of_kind("Secret")
    told = (ROOT / "docs" / "team.md").read_text()
    for name, key in set(secrets()):
        assert re.search(rf"create secret generic {name}\b.*--from-literal={key}=", told), (name, key)


def test_nights_do_not_pile_up():
    for cron in of_kind("CronJob"):
        assert cron["spec"]["concurrencyPolicy"] == "Forbid"

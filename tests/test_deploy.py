"""What an operator applies: valid by the schemas of those who read it, and in step with the service's own settings and routes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from compose_spec import PyCompose

from service.settings import Settings

ROOT = Path(__file__).parent.parent
MANIFESTS = [
    pytest.param(document, id=f"{path.stem}-{document['kind']}")
    for path in sorted((ROOT / "deploy/kubernetes").glob("*.yaml"))
    for document in yaml.safe_load_all(path.read_text("utf-8"))
]


def test_compose_is_valid_and_sealed() -> None:
    text = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    PyCompose.from_yaml(text)
    service = yaml.safe_load(text)["services"]["onrecord"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert int(service["stop_grace_period"].rstrip("s")) > Settings().drain_seconds
    check_environment(service["environment"])


@pytest.mark.parametrize("document", MANIFESTS)
def test_kubernetes_manifests_are_valid(document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def containers() -> list[dict[str, Any]]:
    pods = [d for d in (p.values[0] for p in MANIFESTS) if d["kind"] in {"Pod", "Deployment"}]
    specs = [d["spec"] if d["kind"] == "Pod" else d["spec"]["template"]["spec"] for d in pods]
    assert all(s["terminationGracePeriodSeconds"] > Settings().drain_seconds + 10 for s in specs)
    assert all(s["securityContext"]["runAsNonRoot"] for s in specs)
    return [c for s in specs for c in (*s.get("initContainers", ()), *s["containers"])]


def test_containers_are_sealed_probed_and_limited() -> None:
    for container in containers():
        security = container["securityContext"]
        assert security == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
        assert container["resources"]["limits"]["memory"]
        if container["name"] == "onrecord":
            assert {"startupProbe", "readinessProbe", "livenessProbe"} <= container.keys()
            check_environment({e["name"]: e["value"] for e in container["env"]})


def check_environment(given: dict[str, str]) -> None:
    """Every variable is a setting; the file of keys is not here to be read."""
    Settings.from_environment({k: v for k, v in given.items() if k != "ONRECORD_KEYS"})
    assert set(given) <= {f"ONRECORD_{name.upper()}" for name in Settings.__dataclass_fields__}

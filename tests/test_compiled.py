"""The rules as C: that mypyc takes every module of them, and, where they have been compiled (``make compiled``), that it is C that runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import service.pipeline
from service.facts.catalogue import RULES

ROOT = Path(__file__).parent.parent
_TRANSLATE = """
import sys
from mypyc.build import mypycify
mypycify([*sys.argv[2:]], target_dir=sys.argv[1])
"""


def hook() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]


def modules() -> list[str]:
    """The files that the build compiles, as paths from the project's folder."""
    left_out = {path for pattern in hook()["exclude"] for path in ROOT.glob(pattern)}
    found = {path for pattern in hook()["include"] for path in ROOT.glob(pattern.replace("**", "**/*.py"))}
    return sorted(str(path.relative_to(ROOT)) for path in found - left_out)


@pytest.mark.slow
@pytest.mark.skipif(service.pipeline.__file__.endswith(".so"), reason="compiled already")
def test_mypyc_takes_every_module_of_the_rules(tmp_path: Path) -> None:
    pytest.importorskip("mypyc")
    names = modules()
    assert len(names) > 200
    arguments = ["--cache-dir", str(tmp_path / "cache"), *hook()["mypy-args"], *names]
    done = subprocess.run([sys.executable, "-c", _TRANSLATE, tmp_path / "c", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    assert list((tmp_path / "c").rglob("*.c"))


@pytest.mark.skipif("ONRECORD_COMPILED" not in os.environ, reason="only where the rules have been compiled")
def test_what_runs_is_compiled() -> None:
    for name in modules():
        module = sys.modules.get(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        assert module is None or str(module.__file__).endswith(".so"), name
    assert all(rule.doc for rule in RULES)  # what /v1/rules says of them

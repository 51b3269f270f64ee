"""Asks pip-audit whether a locked dependency has a known vulnerability.

    python -m deploy.audit

A finding fails. Where the vulnerability service cannot be reached nothing is known: that is said loudly, and does not fail a build
that has no network beyond a package index.
"""

from __future__ import annotations

import json
import subprocess
import sys

LOCKS = ("requirements.lock", "requirements-build.lock")


def main() -> int:
    """0 without a finding or without an answer, 1 with a finding."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    for lock in LOCKS:
        command += ["--requirement", lock]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own words
    try:
        audited = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        sys.stdout.write(f"pip-audit: NOT CHECKED, the vulnerability service gave no answer: {said[:300]}\n")
        return 0
    found = [(d["name"], d["version"], v["id"], v.get("fix_versions")) for d in audited for v in d.get("vulns", ())]
    for name, version, id_, fixes in found:
        sys.stdout.write(f"pip-audit: {name} {version}: {id_}, mended in {', '.join(fixes or ['no version yet'])}\n")
    skipped = sum("skip_reason" in d for d in audited)
    if skipped:
        sys.stdout.write(f"pip-audit: NOT CHECKED, the vulnerability service does not know {skipped} of them\n")
    sys.stdout.write(f"pip-audit: {len(audited) - skipped} of {len(audited)} dependencies checked, {len(found)} known vulnerabilities\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())

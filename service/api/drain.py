"""Announces a stop: ``/readyz`` answers 503 from now on, and after some seconds, in which load balancers notice, this ends.

    python -m service.api.drain [SECONDS]

A pre-stop step, for gunicorn takes no new connection after SIGTERM. It finds the service by the same settings.
"""

from __future__ import annotations

import os
import sys
import time

from service.settings import Settings

if __name__ == "__main__":
    (Settings.from_environment(os.environ).state / "draining").touch(mode=0o600)
    time.sleep(float(sys.argv[1]) if len(sys.argv) > 1 else 5)

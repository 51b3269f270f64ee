"""Asks the service on this machine whether it lives (or, with ``ready``, is ready), without curl: exit code 0 or 1.

python -m service.api.probe [ready]
"""

from __future__ import annotations

import http.client
import os
import sys

from service.settings import Settings

if __name__ == "__main__":
    settings = Settings.from_environment(os.environ)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.port, timeout=3)
    try:
        connection.request("GET", "/readyz" if sys.argv[1:] == ["ready"] else "/livez")
        sys.exit(connection.getresponse().status != 200)
    except OSError:
        sys.exit(1)

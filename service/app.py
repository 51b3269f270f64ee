"""The Flask application: wiring only."""

from __future__ import annotations

from flask import Flask, g, request

from service import web
from service.api import about, extract, observe, problems, rules
from service.api.auth import Keys, authorise
from service.api.selfcheck import reads_right
from service.api.work import Work
from service.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application with these settings (default: the defaults). Errors: SettingsError for a file of keys that cannot be read."""
    settings = settings or Settings()
    app = Flask("service", static_folder=None)
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.url_map.strict_slashes = False
    app.extensions["settings"] = settings
    app.extensions["work"] = Work(settings)
    app.extensions["ready"] = reads_right()
    keys = Keys(settings.keys)

    problems.install(app)
    observe.install(app, settings)

    @app.before_request
    def _authorise() -> None:
        if request.path.startswith("/v1/"):
            g.key = authorise(request, keys.current(), "extract")
        elif request.path == "/metrics" and settings.metrics_port is None:
            g.key = authorise(request, keys.current(), "metrics")

    app.register_blueprint(extract.blueprint)
    app.register_blueprint(about.blueprint)
    app.register_blueprint(rules.blueprint)
    app.register_blueprint(web.blueprint)
    return app

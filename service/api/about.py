"""What the service says of itself: health, limits, rules, problems, metrics and its contract."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson
import yaml
from flask import Blueprint, Response, current_app, request

import service
from schemas.request import KINDS, LOCALES, OFFSET_UNITS
from service import __version__, web
from service.api import metrics, problems
from service.api.answers import tagged, tagged_json
from service.api.negotiation import JSON
from service.api.work import Work
from service.errors import NotFound, NotReady
from service.lexicon import digest
from service.output import MEDIA_TYPES
from service.settings import Settings
from service.transcript.formats import FORMATS

blueprint = Blueprint("about", __name__)


@blueprint.get("/livez")
def livez() -> Response:
    """The process answers."""
    return Response(orjson.dumps({"status": "alive"}), content_type=JSON)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Rules are compiled and have read a sentence right, texts are read, and no stop is announced."""
    settings: Settings = current_app.extensions["settings"]
    if (settings.state / "draining").exists():
        raise NotReady("The service is draining before it stops.")
    if not current_app.extensions["ready"]:
        raise NotReady("The rules do not read their sentence right.")
    work: Work = current_app.extensions["work"]
    if not work.able():
        raise NotReady("The process that reads texts is being started.")
    return Response(orjson.dumps({"status": "ready"}), content_type=JSON)


@blueprint.get("/v1/info")
def info() -> Response:
    """Versions, and everything that a caller may choose from or run into."""
    settings: Settings = current_app.extensions["settings"]
    return tagged_json(
        {
            "name": "onrecord",
            "version": {"service": __version__, "rules": digest()},
            "kinds": list(KINDS),
            "formats": [{"name": f.name, "media_types": list(f.media_types), "description": f.description} for f in FORMATS],
            "locales": list(LOCALES),
            "offset_units": list(OFFSET_UNITS),
            "outputs": list(MEDIA_TYPES),
            "limits": settings.limits(),
            "workers": settings.workers,
        }
    )


@blueprint.get("/problems")
def problem_types() -> Response:
    """Every type of problem; to a browser as a page."""
    return _page(web.problems_page()) if _for_people() else tagged_json({"problems": problems.catalogue()})


@blueprint.get("/problems/<name>")
def problem_type(name: str) -> Response:
    """One type of problem, what the ``type`` of a problem document leads to; to a browser as a page. Errors: NotFound."""
    if _for_people() and (page := web.problem_page(name)) is not None:
        return _page(page)
    for problem in problems.catalogue():
        if problem["type"] == f"/problems/{name}":
            return tagged_json(problem)
    raise NotFound("There is no problem of this type.")


@blueprint.get("/metrics")
def metrics_() -> Response:
    """Prometheus' text format; on its own port where one is set."""
    settings: Settings = current_app.extensions["settings"]
    if settings.metrics_port is not None and request.environ.get("SERVER_PORT") != str(settings.metrics_port):
        raise NotFound("There is nothing at this address.")
    body, media_type = metrics.exposition()
    return Response(body, content_type=media_type)


@blueprint.get("/openapi.yaml")
def openapi_yaml() -> Response:
    """The contract, as it was written."""
    return tagged(_contract(), "application/yaml")


@blueprint.get("/openapi.json")
def openapi_json() -> Response:
    """The contract as JSON."""
    return tagged(_contract_json(), JSON)


@cache
def _contract() -> bytes:
    package = Path(service.__file__).parent
    # In the wheel it lies in the package, in a checkout beside it.
    inside = package / "openapi.yaml"
    return (inside if inside.is_file() else package.parent / "openapi.yaml").read_bytes()


@cache
def _contract_json() -> bytes:
    return orjson.dumps(yaml.safe_load(_contract()))


def _for_people() -> bool:
    return request.accept_mimetypes.best_match([JSON, "text/html"], default=JSON) == "text/html"


def _page(page: str) -> Response:
    response = Response(page, content_type="text/html; charset=utf-8")
    response.vary.add("Accept")
    return response

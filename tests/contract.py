"""A client that holds every answer to openapi.yaml."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Flask
from openapi_core import Config, OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from openapi_core.templating.paths.exceptions import PathError
from werkzeug.test import EnvironBuilder, TestResponse
from werkzeug.wrappers import Request

from schemas.response import ExtractionSchema, ProblemSchema

CONTRACT = Path(__file__).parent.parent / "openapi.yaml"


@cache
def contract() -> OpenAPI:
    read = {"application/problem+json": json.loads, "application/ld+json": json.loads}
    read |= dict.fromkeys(("text/csv", "text/html", "application/x-ndjson"), bytes.decode) | {"application/yaml": yaml.safe_load}
    return OpenAPI.from_file_path(str(CONTRACT), config=Config(extra_media_type_deserializers=read))


class Client:
    """Flask's test client, with every answer checked: its status documented, its body and headers as the contract says."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._client = app.test_client()

    def get(self, path: str, **keywords: Any) -> TestResponse:
        return self.request("GET", path, **keywords)

    def post(self, path: str, **keywords: Any) -> TestResponse:
        return self.request("POST", path, **keywords)

    def request(self, method: str, path: str, **keywords: Any) -> TestResponse:
        response = self._client.open(EnvironBuilder(path, method=method, **keywords).get_environ())
        check(Request(EnvironBuilder(path, method=method, **keywords).get_environ()), response)
        return response


def check(request: Request, response: TestResponse) -> None:
    """An AssertionError, or one of openapi-core, where an answer is not as documented."""
    if response.status_code >= 400:
        assert response.mimetype == "application/problem+json"
        problem = ProblemSchema().loads(response.text)
        assert problem["status"] == response.status_code
        assert response.headers["Cache-Control"] == "no-store"
    elif request.path == "/v1/extract" and response.mimetype == "application/json":
        ExtractionSchema().loads(response.text)  # closed: a field that is nowhere documented is at fault
    if response.status_code == 503:
        assert int(response.headers["Retry-After"]) >= 0
    assert response.headers["X-Request-Id"]
    try:
        contract().validate_response(WerkzeugOpenAPIRequest(request), WerkzeugOpenAPIResponse(response))
    except PathError:
        # An address or method that is not documented is answered 404 or 405.
        assert response.status_code in {404, 405}, response.status

"""The routes of the page."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from contextvars import Context
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
from flask import Blueprint, Response, current_app, g, make_response, render_template, request
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from schemas.request import LOCALES
from service.api.work import Work
from service.errors import PROBLEMS, TooLarge
from service.output import WRITERS
from service.output.as_rows import NAMES, rows
from service.settings import Settings
from service.transcript.formats import FORMATS
from service.web.charts import bars, tallies, time_line
from service.web.reference import code, linked, prose, reference
from service.web.transcript import passages

blueprint = Blueprint("web", __name__, template_folder="templates", static_folder="static", static_url_path="/static")
blueprint.add_app_template_filter(code)
blueprint.add_app_template_filter(linked)
blueprint.add_app_template_filter(prose)

LONGEST_FORM = 16 * 1024 * 1024
"""Bytes of a form: percent-encoding makes three of each byte that is no letter. The API's own limits hold for the text in it."""

INLINE = 1500
"""Characters: a longer transcript is a file in the request shown as curl."""

NOBODY = "speaker unknown"


@blueprint.get("/")
def index() -> Response:
    """The empty page, or with ``?example`` the example and its facts."""
    if "example" not in request.args:
        return make_response(_page({}))
    return _answer({"text": _example()}, {})


@blueprint.post("/")
def ask() -> Response:
    """The page with the facts of the transcript in the form, or with ``output`` a file of them."""
    # werkzeug's own limit of 500 kB would stop texts that the API takes.
    request.max_content_length = request.max_form_memory_size = LONGEST_FORM
    if (request.content_length or 0) > LONGEST_FORM:
        raise TooLarge("The form is larger than allowed, in bytes.", limit=LONGEST_FORM, actual=request.content_length)
    work: Work = current_app.extensions["work"]
    with work.arriving(), work.buffered() as take:
        take(request.content_length or 0)
        form = request.form
    # Forms send line ends as CR LF whatever was typed or pasted.
    asked: dict[str, Any] = {"text": form.get("text", "").replace("\r\n", "\n")}
    asked |= {name: form[name] for name in ("format", "locale", "reference_date") if form.get(name)}
    key = "".join(form.get("key", "").split())
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    if form.get("output") in WRITERS:
        return _file(asked, headers, form["output"])
    return _answer(asked, headers)


def _file(asked: Mapping[str, Any], headers: Mapping[str, str], output: str) -> Response:
    status, answered, body = _call("/v1/extract", asked, headers, output)
    if status != 200:
        return _refused(asked, status, answered, body)
    if output == "csv":
        body = b"\xef\xbb\xbf" + body  # without the mark Excel takes UTF-8 for the local code page
    response = make_response(body)
    response.headers["Content-Type"] = answered["Content-Type"]
    response.headers["Content-Disposition"] = f'attachment; filename="facts.{output}"'
    return response


def _answer(asked: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    status, answered, body = _call("/v1/extract", asked, headers)
    if status != 200:
        return _refused(asked, status, answered, body)
    answer = orjson.loads(body)
    text = answer["document"].get("text", asked["text"])
    found = rows(answer)
    shown = {
        "passages": passages(text, answer),
        "rows": found,
        "counts": {kind: len(answer[kind]) for kind in NAMES},
        "tallies": tallies((row.speaker or row.source or NOBODY, row.kind) for row in found if row.turn),  # nobody says a heading
        "bars": bars(answer["casualties"]),
        "time_line": time_line(answer["dates"]),
        "warnings": answer["warnings"],
        "document": answer["document"],
        "curl": _curl(asked, keyed="Authorization" in headers),
    }
    return make_response(_page(asked, shown=shown))


def _refused(asked: Mapping[str, Any], status: int, answered: Headers, body: bytes) -> Response:
    """The page with the problem that the API answered, and the headers that go with it."""
    kept = [(name, answered[name]) for name in ("Retry-After", "WWW-Authenticate") if name in answered]
    return make_response(_page(asked, problem=orjson.loads(body)), status, kept)


def _call(
    path: str, asked: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None, output: str = "json"
) -> tuple[int, Headers, bytes]:
    """What the API answers to a GET of ``path``, or to a POST of ``asked``: status, headers, body."""
    body = None if asked is None else orjson.dumps(asked)
    builder = EnvironBuilder(
        path=path, query_string={} if body is None else {"output": output}, base_url=request.host_url, method="GET" if body is None else "POST",
        data=body, content_type=None if body is None else "application/json", headers=[*(headers or {}).items(), ("X-Request-Id", g.request_id)],
        environ_base={"REMOTE_ADDR": request.remote_addr or ""},
    )  # fmt: skip
    # A context of its own, or Flask would let the inner request share `g` with the outer one.
    answer, status, answered = Context().run(run_wsgi_app, current_app.wsgi_app, builder.get_environ(), buffered=True)
    return int(status.split()[0]), answered, b"".join(answer)


def _page(asked: Mapping[str, Any], **more: Any) -> str:
    return render_template("index.html", asked=asked, names=NAMES, formats=FORMATS, locales=LOCALES, keys=_asks_key(), most=LONGEST_FORM // 3, **more)


def _asks_key() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.keys is not None


def _curl(asked: Mapping[str, Any], *, keyed: bool) -> str:
    """The same request for a terminal; a long transcript as a file, a key as a variable."""
    address = f"{request.host_url}v1/extract"
    key = '  -H "Authorization: Bearer $KEY" \\\n' if keyed else ""
    if len(asked["text"]) <= INLINE:
        return f"curl {address} \\\n{key}  -H 'Content-Type: application/json' \\\n  -d {shlex.quote(json.dumps(dict(asked), ensure_ascii=False))}"
    query = "&".join(f"{name}={asked[name]}" for name in ("format", "locale", "reference_date") if name in asked)
    return (
        f"curl '{address}{'?' + query if query else ''}' \\\n{key}  -H 'Content-Type: text/plain; charset=utf-8' \\\n  --data-binary @transcript.txt"
    )


@cache
def _example() -> str:
    return files("service.web").joinpath("example.txt").read_text("utf-8")


@blueprint.get("/docs")
def docs() -> str:
    """The API as ``openapi.yaml`` has it, for reading."""
    return render_template("docs.html", api=reference(orjson.loads(_call("/openapi.json")[2])))


def problems_page() -> str:
    """The page of every problem type."""
    return render_template("problems.html", problems=PROBLEMS)


def problem_page(name: str) -> str | None:
    """The page of a problem type, for browsers that follow the ``type`` of a problem object; None where there is no such type."""
    found = next((p for p in PROBLEMS if p.type == name), None)
    return None if found is None else render_template("problem.html", problem=found)

"""Reads the ``corpus.toml`` files that stand beside the rules: the tests run them, and ``/v1/rules`` shows them.

    [[example]]                       surface forms of one value; each is set into several carrier sentences
    rule = "money.symbol_amount"      the rule that finds them (optional)
    value = { currency = "GBP" }      fields of the fact, a subset of the response's
    surfaces = ["£5", "at least [[£5]]"]   [[ ]] marks the span where it is not the whole surface
    [[sentence]]                      a text with ALL its facts of the kind
    text = "…"                        (also: reference_date, locale, format)
    facts = [{ text = "£5", source = "the ministry" }]
    [[negative]]                      texts without a fact of the kind
    texts = ["…"]
    why = "…"

In an expected fact ``source`` and ``speaker`` are names, ``cue``, ``victims``, ``perpetrator``, ``cause`` and ``place`` the words,
``subset_of`` and ``date`` the text of the other fact, ``content`` a quote's words; ``kind`` says the kind where a corpus mixes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from service.lexicon import load

FOLDERS = {
    "numeral": "service.facts.numeral",
    "money": "service.facts.money",
    "casualties": "service.facts.casualty",
    "dates": "service.facts.date",
    "quantities": "service.facts.quantity",
    "quotes": "service.facts.quote",
    "attribution": "service.attribution",
}
CARRIERS = (
    "{}",
    "We were told that it came to {} in the end.",
    "🙂 {}, they said",
    "The figure given was “{}”.",
    "It’s {}; nobody disputes it.",
)


@dataclass(frozen=True, slots=True)
class Example:
    """One text and what it must give. ``facts`` None: only ``span`` with ``value`` is asked for."""

    text: str
    span: tuple[int, int] | None
    value: dict[str, Any]
    facts: tuple[dict[str, Any], ...] | None
    rule: str | None
    request: dict[str, Any]


@cache
def corpus(name: str) -> dict[str, Any]:
    """The corpus of a folder of ``FOLDERS``, empty where there is none yet."""
    if not files(FOLDERS[name]).joinpath("corpus.toml").is_file():
        return {}
    return load(FOLDERS[name], "corpus.toml")


def _request(entry: dict[str, Any], corpus_: dict[str, Any]) -> dict[str, Any]:
    shared = corpus_.get("defaults", {})
    given = {k: entry.get(k, shared.get(k)) for k in ("reference_date", "locale", "format", "roster")}
    return {k: v for k, v in given.items() if v not in (None, "")}  # an empty string takes a default away


def examples(name: str, carriers: bool = True) -> Iterator[Example]:
    """Every example of a corpus: surfaces in each carrier sentence, sentences, and negatives as sentences without facts."""
    data = corpus(name)
    for entry in data.get("example", ()):
        for surface in entry["surfaces"]:
            for carrier in entry.get("carriers", data.get("carriers", CARRIERS)) if carriers else ("{}",):
                text = carrier.replace("{}", surface)
                start = text.index(surface)
                end = start + len(surface)
                if "[[" in surface:
                    start, end = text.index("[["), text.index("]]") - 2
                    text = text.replace("[[", "").replace("]]", "")
                yield Example(text, (start, end), entry["value"], None, entry.get("rule"), _request(entry, data))
    for entry in data.get("sentence", ()):
        yield Example(entry["text"], None, {}, tuple(entry.get("facts", ())), entry.get("rule"), _request(entry, data))
    for entry in data.get("negative", ()):
        for text in entry["texts"]:
            yield Example(text, None, {}, (), None, _request(entry, data))

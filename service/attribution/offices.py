"""Offices in a text: "the former Foreign Secretary", "the Chair of the Select Committee on Health", "Prime Minister Jane Harrow"."""

from __future__ import annotations

from dataclasses import replace

from service.attribution.names import GIVEN, Name, bracketed, capitals, loose_name, read_name
from service.attribution.references import Form, Reference
from service.lexicon import load
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution")
OFFICES = frozenset(_LEXICON["offices"]["heads"].split())
"""Words that name an office."""
_FORMER = frozenset(_LEXICON["offices"]["former"].split())
_MODIFIERS = frozenset(_LEXICON["offices"]["modifiers"].split())
DETERMINERS = frozenset(_LEXICON["references"]["determiners"].split())
"""Words that may stand before a member or an office."""
_NOT_MODIFIERS = frozenset(_LEXICON["references"]["not_modifiers"].split())
_GENERIC_COMMITTEE = frozenset(_LEXICON["references"]["generic_committee"].split())
_COMPASS = frozenset(("new", "st", "san", "santa", "los", "port", "fort", "mount", *_LEXICON["references"]["compass"].split()))
_LONGEST_HOLDER = 5
_REACH = 12
"""Tokens that a reference may reach from the one that wakes it."""


def office_at(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
    """``[the] [former] [Foreign] Secretary [of State] [for X] [, Name,]``; a title right before a name."""
    norms, words = tokens.norms, tokens.words
    first = i
    former = False
    while first > floor and i - first < 5:
        before = norms[first - 1]
        if before in _FORMER:
            former = True
        elif not (
            before in _MODIFIERS
            or (words[first - 1][0].isupper() and words[first - 1].isalpha() and before not in DETERMINERS and before not in _NOT_MODIFIERS)
            or words[first - 1] in "-‑"
        ):
            break
        first -= 1
    core = first
    owner = None
    if first > floor and norms[first - 1] in DETERMINERS:
        first -= 1
        owner = norms[first]
    while core < i and (norms[core] in _FORMER or norms[core] in ("current", "new", "present", "incoming", "-")):
        core += 1
    while (
        i + 1 < last
        and words[i + 1][0].isupper()
        and (norms[i + 1] in OFFICES or (i + 2 < last and norms[i + 2] in OFFICES and words[i + 2][0].isupper()))
        and not former_name(tokens, i + 1)
    ):
        i += 1  # Chief Operating Officer
    end = i + 1
    if end < last and words[end] == "-" and end + 1 < last and words[end + 1][0].isupper():
        end += 2
    while end + 1 < last and norms[end] in ("of", "for", "to", "on", "at", "in", "with") and end - i < _REACH:
        step = end + 1
        if norms[step] in ("the", "a", "an", "our", "my", "responsibility"):
            step += 1
            if step < last and norms[step - 1] == "responsibility" and norms[step] == "for":
                step += 1
        if (
            step >= last
            or not (words[step][0].isupper())
            or (
                norms[end] in ("on", "at", "in", "with")
                and norms[end + 1] != "responsibility"
                and norms[i] not in ("representative", "envoy", "rapporteur", "adviser", "expert")
            )
        ):
            break
        _, end = capitals(tokens, step, last)
        end = next((j for j in range(step + 1, end - 1) if _names_holder(tokens, j, end)), end)
        end = next((j for j in range(step, end) if norms[j] == "and" and any(n in OFFICES for n in norms[j + 1 : min(end, j + 5)])), end)
    proper = words[i][0].isupper() or i > core
    if owner is None and not proper:
        return []
    if norms[i] in ("lady", "gentleman", "head", "chief", "officer", "lawyer", "executive") and not (end > i + 1 or core < i):
        return []
    if end == i + 1 < last and not former and words[end][0].isupper() and owner is None and (named := read_name(tokens, end, last)) and core == i:
        return [Reference(first, named[1], Form.NAME, name=named[0], gender=named[0].gender, office=norms[i])]
    office = office_key(tokens, core, end)
    form = Form.CHAIR if norms[i] == "speaker" and words[i][0].isupper() and end == i + 1 else Form.OFFICE
    found = Reference(first, end, form, office=office, owner=owner, former=former, plural=False)
    at = end + 1 if end < last and words[end] == "," else end
    if (
        at < last
        and words[at][0].isupper()
        and (
            named := read_name(tokens, at, last)
            or _apposed(tokens, at, end, last)
            or (loose_name(tokens, end, last) if at == end and not owner else None)
        )
        is not None
    ):
        return [replace(found, last=named[1], name=named[0], gender=named[0].gender)]
    name, close = bracketed(tokens, end, last)
    if name is not None:
        return [replace(found, last=close, name=name, gender=name.gender)]
    return [found]


def _names_holder(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a given name at token ``j`` and what follows to ``end`` are the holder's: Secretary of Defense | Mark Holm."""
    norms, words = tokens.norms, tokens.words
    return (
        former_name(tokens, j)
        and end - j <= _LONGEST_HOLDER
        and words[j + 1][0].isupper()
        and words[j - 1][0].isupper()
        and norms[j - 1] not in _COMPASS
        and all(words[k][0].isupper() or words[k] in ".-" for k in range(j, end))
    )


def titled_office(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
    """An office of more than one word right before a name: "Prime Minister Jane Example"."""
    if i <= floor or not tokens.words[i - 1][0].isupper() or tokens.norms[i - 1] in _NOT_MODIFIERS or tokens.norms[i - 1] in DETERMINERS:
        return []
    found = office_at(tokens, i, floor, last)
    if len(found) == 1 and found[0].name is None and found[0].last < last and (named := loose_name(tokens, found[0].last, last)) is not None:
        return [replace(found[0], last=named[1], name=named[0])]
    if len(found) == 1 and found[0].name is None and found[0].first < i == found[0].last - 1 and (titled := read_name(tokens, i, last)) is not None:
        return [replace(found[0], last=titled[1], name=titled[0])]  # Prime Minister Example
    return [r for r in found if r.name is not None]


def _apposed(tokens: Tokens, at: int, end: int, last: int) -> tuple[Name, int] | None:
    """A name that no lexicon has, between commas behind an office: "the Secretary-General, Xo Yamba,"."""
    if at in (end, last):
        return None
    found = loose_name(tokens, at, last)
    return found if found is not None and found[1] < last and tokens.words[found[1]] in ",)" else None


def former_name(tokens: Tokens, i: int) -> bool:
    """Whether a given name stands at token ``i``."""
    return tokens.norms[i] in GIVEN and tokens.norms[i] not in OFFICES


def office_key(tokens: Tokens, first: int, last: int) -> str:
    """An office in a normal form: lower case without articles; a committee's chair as "chair" and the words of its remit, sorted."""
    norms = [n for n in tokens.norms[first:last] if n not in ("the", "a", "an", "'s", ",", "-")]
    chair = next((n for n in norms if n in ("chair", "chairman", "chairwoman", "chairperson")), None)
    if chair is not None and (len(norms) > 1):
        rest = sorted({n for n in norms if n != chair} - _GENERIC_COMMITTEE)
        return "chair: " + " ".join(rest) if "committee" in norms or rest else "chair"
    return " ".join(norms)

"""Members and peers in a text: "my hon. Friend the Member for X (Name)", "the noble Lord, Lord Y"."""

from __future__ import annotations

from dataclasses import replace

from service.attribution.names import Name, bracketed, read_name
from service.attribution.offices import DETERMINERS, OFFICES, office_at
from service.attribution.references import Form, Reference, seat_key
from service.lexicon import load
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution")
_COURTESIES = frozenset(_LEXICON["references"]["courtesies"].split())
_HEADS: dict[str, str | None] = {head: gender or None for head, gender in _LEXICON["references"]["heads"].items()}
_COMPASS = frozenset(_LEXICON["references"]["compass"].split())
_REACH = 12
"""Tokens that a reference may reach from the one that wakes it."""


def member_at(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
    """``[my] [right] hon. [and learned] Friend [the Member for X] [(Name)]``; ``the noble Lord, Lord X``."""
    norms, words = tokens.norms, tokens.words
    first = i
    while (
        first > floor
        and i - first < 4
        and (norms[first - 1] in _COURTESIES or (words[first - 1] == "." and first - 1 > floor and norms[first - 2] in _COURTESIES))
    ):
        first -= 1
    owner = None
    if first > floor and norms[first - 1] in DETERMINERS:
        first -= 1
        owner = norms[first]
    peer = False
    at = i
    while at < last and at - i < 8 and (norms[at] in _COURTESIES or words[at] == "."):
        peer = peer or norms[at] == "noble"
        at += 1
    if at >= last or norms[at] not in _HEADS or (at == i and norms[at] not in ("member", "members")):
        return []
    head = norms[at]
    gender = _HEADS[head]
    plural = head.endswith("s")
    friend = head.startswith("friend")
    ally = True if friend and owner == "my" else False if gender and not peer else None
    at += 1
    bare_member = i == at - 1
    if bare_member and not (at + 1 < last and norms[at] == "for" and words[at + 1][0].isupper()):
        return []
    right = not bare_member and any(n in ("right", "rt") for n in norms[first:i])
    base = Reference(first, at, Form.PEER if peer else Form.MEMBER, gender=gender, ally=ally, owner=owner, plural=plural, right=right)
    if peer:
        return [_peer(tokens, base, at, last)]
    return _seats(tokens, base, at, last)


def _peer(tokens: Tokens, base: Reference, at: int, last: int) -> Reference:
    if at + 1 < last and tokens.words[at] == ",":
        at += 1
    if at < last and tokens.words[at][0].isupper():
        named = read_name(tokens, at, last)
        if named is not None and named[0].title:
            return _as_named(base, base.first, named[1], None, named[0], named[0].gender or base.gender)
    return base


def _seats(tokens: Tokens, base: Reference, at: int, last: int) -> list[Reference]:
    """The constituencies and names behind ``Friend(s)`` or ``Member(s)``, one reference each."""
    norms, words = tokens.norms, tokens.words
    j = at
    if j < last and words[j] == ",":
        j += 1
    if j + 1 < last and norms[j] in ("the", "our") and norms[j + 1] in ("member", "members"):
        j += 2
    elif not base.plural and j < last and norms[j] == "the" and (held := _held(tokens, base, j, last)):
        return [held]
    elif j > at:
        return [base]
    found: list[Reference] = []
    first = base.first
    while j + 1 < last and norms[j] == "for" and words[j + 1][0].isupper() and len(found) < 12:
        seat, j = _seat(tokens, j + 1, last)
        name, end = bracketed(tokens, j, last)
        gender = base.gender or (name.gender if name else None)
        found.append(_as_named(base, first, end, seat, name, gender))
        j = end
        while j < last and (words[j] == "," or norms[j] == "and") and j - end < 2:
            j += 1
        first = j
    if not found:
        name, end = bracketed(tokens, at, last)
        return [replace(base, last=end, name=name, gender=base.gender or (name.gender if name else None), plural=base.plural and name is None)]
    return found


def _as_named(base: Reference, first: int, last: int, seat: str | None, name: Name | None, gender: str | None) -> Reference:
    """A reference to one person, called as ``base`` says."""
    return Reference(first, last, base.form, name, seat, None, gender, base.ally, base.owner, right=base.right)


def _held(tokens: Tokens, base: Reference, i: int, last: int) -> Reference | None:
    """The office behind "the" in "my right hon. Friend the Prime Minister"."""
    for head in range(i + 1, min(last, i + 6)):
        if not tokens.words[head][0].isupper():
            return None
        if tokens.norms[head] in OFFICES:
            found = office_at(tokens, head, i, last)
            if found and found[0].first == i and found[0].office:
                return replace(base, last=found[0].last, office=found[0].office, name=found[0].name, former=found[0].former)
    return None


def _seat(tokens: Tokens, i: int, last: int) -> tuple[str, int]:
    """A constituency: capitalised words, with "and", "of", "upon" between, and a comma before a point of the compass."""
    norms, words = tokens.norms, tokens.words
    start = end = i
    while i < last and i - start < _REACH:
        if words[i][0].isupper() or (words[i] in "-–’'" and tokens.adjoin(i)) or norms[i] == "'s":
            i += 1
            end = i
        elif (
            norms[i] in ("and", "of", "upon", "on", "in", "the", "under", "with", "le", "y", "na", "h")
            and i + 1 < last
            and (words[i + 1][0].isupper() or norms[i + 1] == "the")
        ) or (words[i] == "," and i + 1 < last and norms[i + 1] in _COMPASS and words[i + 1][0].isupper()):
            i += 1
        else:
            break
    return seat_key(tokens.slice(start, end)), end

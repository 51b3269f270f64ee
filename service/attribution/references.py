"""How people are spoken of: each reference to a person or an office, found in one pass over the tokens.

``my hon. Friend the Member for Rotherham (Sarah Champion)``, ``the noble Lord, Lord Bach``, ``the Foreign Secretary, James Cleverly``,
``the Chair of the Select Committee``, ``Mr Speaker``, ``John Kirby``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from service.attribution.names import GIVEN, TITLES, Name, capitals, known_given, loose_name, read_name
from service.lexicon import load
from service.reading import Reading
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution")
_COURTESIES = frozenset(_LEXICON["references"]["courtesies"].split())
_HEADS: dict[str, str | None] = {head: gender or None for head, gender in _LEXICON["references"]["heads"].items()}
_COMPASS = frozenset(_LEXICON["references"]["compass"].split())
_OFFICES = frozenset(_LEXICON["offices"]["heads"].split())
_FORMER = frozenset(_LEXICON["offices"]["former"].split())
_MODIFIERS = frozenset(_LEXICON["offices"]["modifiers"].split())
_DETERMINERS = frozenset(["the", "my", "our", "your", "his", "her", "their", "a", "an", "this", "that"])
_NOT_MODIFIERS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "and",
        "but",
        "or",
        "so",
        "then",
        "if",
        "when",
        "as",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "of",
        "is",
        "was",
        "will",
        "does",
        "has",
        "can",
        "may",
        "should",
        "would",
    ]
)
_SPEAKERS = frozenset(("speaker", "deputy"))
_GENERIC_COMMITTEE = frozenset(["select", "committee", "commons", "house", "joint", "standing", "the", "of", "on", "for", "and", "its", "'s"])
_REACH = 12
"""Tokens that a reference may reach from the one that wakes it."""


class Form(StrEnum):
    """What kind of words a reference is made of."""

    MEMBER = "member"
    PEER = "peer"
    OFFICE = "office"
    CHAIR = "chair"
    NAME = "name"


_BARE = (Form.MEMBER, Form.PEER)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words ``[first, last)`` for one person (``plural``: several).

    ``seat`` is a constituency; ``office`` the normal form of an office, without its determiner; ``owner`` the determiner
    (``the``, ``my``, ``her`` …); ``ally`` whether speaker and referent share a party, None where the words do not say.
    """

    first: int
    last: int
    form: Form
    name: Name | None = None
    seat: str | None = None
    office: str | None = None
    gender: str | None = None
    ally: bool | None = None
    owner: str | None = None
    plural: bool = False
    former: bool = False
    right: bool = False
    """Whether the words are "right hon.": of a Privy Counsellor."""

    @property
    def bare(self) -> bool:
        """Whether it is a member or peer of whom the words tell neither name, seat nor office: "the hon. Lady"."""
        return self.form in _BARE and not self.plural and self.name is None and self.seat is None and self.office is None


class References:
    """All references of a text in order of their first token."""

    __slots__ = ("_firsts", "items")

    def __init__(self, items: list[Reference]) -> None:
        self.items = items
        self._firsts = [r.first for r in items]

    def within(self, first: int, last: int) -> list[Reference]:
        """Those that begin in tokens ``[first, last)``."""
        return self.items[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def before(self, i: int, floor: int, most: int = 40) -> list[Reference]:
        """Those that begin before token ``i`` and not before ``floor``, nearest first, at most ``most``."""
        at = bisect_left(self._firsts, i)
        found: list[Reference] = []
        while at > 0 and len(found) < most and self._firsts[at - 1] >= floor:
            at -= 1
            found.append(self.items[at])
        return found

    def holding(self, i: int) -> Reference | None:
        """The reference that holds token ``i``."""
        at = bisect_right(self._firsts, i) - 1
        return self.items[at] if at >= 0 and i < self.items[at].last else None


def references(reading: Reading) -> References:
    """Every reference in the document's sentences; cost linear in the text."""
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    found: list[Reference] = []
    for sentence in reading.sentences:
        i, last = sentence.first, sentence.last
        floor = i
        while i < last:
            norm = norms[i]
            got: list[Reference] = []
            if norm in _WAKES or not norm.isascii():
                if norm in ("hon", "honourable", "noble", "member", "members"):
                    got = _member(tokens, i, floor, last)
                if not got and (norm in TITLES or known_given(norm)) and words[i][0].isupper():
                    got = (_titled_office(tokens, i, floor, last) if norm in _OFFICES else []) or _named(tokens, i, last)
                if not got and (norm in _OFFICES or (norm in _SPEAKERS and words[i][0].isupper())):
                    got = _office(tokens, i, floor, last)
            if got:
                found += got
                i = floor = max(got[-1].last, i + 1)
            else:
                i += 1
    return References(_appositions(tokens, found))


def _appositions(tokens: Tokens, found: list[Reference]) -> list[Reference]:
    """``Sarah Champion, Chair of the Committee`` as one reference."""
    joined: list[Reference] = []
    for reference in found:
        before = joined[-1] if joined else None
        if (
            before is not None and before.form is Form.NAME and before.office is None and reference.form is Form.OFFICE and reference.name is None
            and reference.owner in (None, "the", "our", "a") and reference.first == before.last + 1 and tokens.words[before.last] == ","
        ):  # fmt: skip
            joined[-1] = replace(before, last=reference.last, office=reference.office, former=reference.former)
        elif (
            before is not None and before.form is Form.OFFICE and before.name is None and before.owner == "the" and reference.form is Form.MEMBER
            and reference.name is not None and reference.owner is not None and 1 <= reference.first - before.last <= 5
            and tokens.words[before.last] == "," == tokens.words[reference.first - 1]
        ):  # fmt: skip
            joined[-1] = replace(reference, first=before.first, office=before.office, former=before.former)
        else:
            joined.append(reference)
    return joined


_WAKES = frozenset(("hon", "honourable", "noble", "member", "members", *TITLES, *GIVEN, *_OFFICES))


def _member(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
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
    if first > floor and norms[first - 1] in _DETERMINERS:
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
            return replace(base, last=named[1], name=named[0], gender=named[0].gender or base.gender, plural=False)
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
        found.append(replace(base, first=first, last=end, seat=seat, name=name, gender=gender, plural=False))
        j = end
        while j < last and (words[j] == "," or norms[j] == "and") and j - end < 2:
            j += 1
        first = j
    if not found:
        name, end = bracketed(tokens, at, last)
        return [replace(base, last=end, name=name, gender=base.gender or (name.gender if name else None), plural=base.plural and name is None)]
    return found


def _held(tokens: Tokens, base: Reference, i: int, last: int) -> Reference | None:
    """The office behind "the" in "my right hon. Friend the Prime Minister"."""
    for head in range(i + 1, min(last, i + 6)):
        if not tokens.words[head][0].isupper():
            return None
        if tokens.norms[head] in _OFFICES:
            found = _office(tokens, head, i, last)
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


def seat_key(words: str) -> str:
    """A constituency in lower case without commas and breaks: "Sheffield, Brightside" and "Sheffield Brightside" are one."""
    return " ".join(words.lower().replace(",", " ").split())


def bracketed(tokens: Tokens, i: int, last: int) -> tuple[Name | None, int]:
    """A name in brackets at token ``i``, and the token behind it; ``(None, i)`` where there is none."""
    words = tokens.words
    if i + 2 >= last or words[i] != "(" or not words[i + 1][0].isupper():
        return None, i
    close = next((j for j in range(i + 2, min(last, i + 9)) if words[j] == ")"), None)
    if close is None:
        return None, i
    name = read_name(tokens, i + 1, close)
    if name is not None and name[1] == close:
        return name[0], close + 1
    parts = [words[j] for j in range(i + 1, close) if words[j] not in ".-’'"]
    if 2 <= len(parts) <= 4 and all(p[0].isupper() and p.isalpha() for p in parts):
        text = tokens.slice(i + 1, close).split()
        return Name(None, tuple(text[:-1]), text[-1]), close + 1
    return None, i


def _named(tokens: Tokens, i: int, last: int) -> list[Reference]:
    """A titled or full name, with the office in apposition behind it."""
    norms = tokens.norms
    named = read_name(tokens, i, last)
    if named is None:
        return []
    name, end = named
    if name.title in ("mr", "madam", "madame") and name.surname in ("Speaker", "President", "Chairman", "Chair", "Deputy", "Moderator"):
        return [Reference(i, end, Form.CHAIR, gender=name.gender, office=name.surname.lower())]
    if (
        name.title in ("secretary", "minister", "president", "chancellor", "premier", "governor", "mayor")
        and name.surname is not None
        and not name.given
        and norms[i + 1] in ("of", "for")
    ):
        return []
    found = Reference(i, end, Form.NAME, name=name, gender=name.gender, office=name.title if name.title in _OFFICES else None)
    return [found]


def _office(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
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
            or (words[first - 1][0].isupper() and words[first - 1].isalpha() and before not in _DETERMINERS and before not in _NOT_MODIFIERS)
            or words[first - 1] in "-‑"
        ):
            break
        first -= 1
    core = first
    owner = None
    if first > floor and norms[first - 1] in _DETERMINERS:
        first -= 1
        owner = norms[first]
    while core < i and (norms[core] in _FORMER or norms[core] in ("current", "new", "present", "incoming", "-")):
        core += 1
    while (
        i + 1 < last
        and words[i + 1][0].isupper()
        and (norms[i + 1] in _OFFICES or (i + 2 < last and norms[i + 2] in _OFFICES and words[i + 2][0].isupper()))
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
        end = next((j for j in range(step, end) if norms[j] == "and" and any(n in _OFFICES for n in norms[j + 1 : min(end, j + 5)])), end)
    proper = words[i][0].isupper() or i > core
    if owner is None and not proper:
        return []
    if norms[i] in ("lady", "gentleman", "head", "chief", "officer", "lawyer", "executive") and not (end > i + 1 or core < i):
        return []
    if end < last and not former and words[end][0].isupper() and owner is None and (named := read_name(tokens, end, last)) and core == i:
        return [Reference(first, named[1], Form.NAME, name=named[0], gender=named[0].gender, office=norms[i])]
    office = office_key(tokens, core, end)
    form = Form.CHAIR if norms[i] == "speaker" and words[i][0].isupper() and end == i + 1 else Form.OFFICE
    found = Reference(first, end, form, office=office, owner=owner, former=former, plural=False)
    at = end + 1 if end < last and words[end] == "," else end
    if at < last and words[at][0].isupper() and (named := read_name(tokens, at, last) or _apposed(tokens, at, end, last)) is not None:
        return [replace(found, last=named[1], name=named[0], gender=named[0].gender)]
    name, close = bracketed(tokens, end, last)
    if name is not None:
        return [replace(found, last=close, name=name, gender=name.gender)]
    return [found]


def _titled_office(tokens: Tokens, i: int, floor: int, last: int) -> list[Reference]:
    """An office of more than one word right before a name: "Prime Minister Jane Example"."""
    if i <= floor or not tokens.words[i - 1][0].isupper() or tokens.norms[i - 1] in _NOT_MODIFIERS or tokens.norms[i - 1] in _DETERMINERS:
        return []
    found = _office(tokens, i, floor, last)
    if len(found) == 1 and found[0].name is None and found[0].last < last and (named := loose_name(tokens, found[0].last, last)) is not None:
        return [replace(found[0], last=named[1], name=named[0])]
    return [r for r in found if r.name is not None]


def _apposed(tokens: Tokens, at: int, end: int, last: int) -> tuple[Name, int] | None:
    """A name that no lexicon has, between commas behind an office: "the Secretary-General, Xo Yamba,"."""
    if at in (end, last):
        return None
    found = loose_name(tokens, at, last)
    return found if found is not None and found[1] < last and tokens.words[found[1]] in ",)" else None


def former_name(tokens: Tokens, i: int) -> bool:
    """Whether a given name stands at token ``i``."""
    return tokens.norms[i] in GIVEN and tokens.norms[i] not in _OFFICES


def office_key(tokens: Tokens, first: int, last: int) -> str:
    """An office in a normal form: lower case without articles; a committee's chair as "chair" and the words of its remit, sorted."""
    norms = [n for n in tokens.norms[first:last] if n not in ("the", "a", "an", "'s", ",", "-")]
    chair = next((n for n in norms if n in ("chair", "chairman", "chairwoman", "chairperson")), None)
    if chair is not None and (len(norms) > 1):
        rest = sorted({n for n in norms if n != chair} - _GENERIC_COMMITTEE)
        return "chair: " + " ".join(rest) if "committee" in norms or rest else "chair"
    return " ".join(norms)

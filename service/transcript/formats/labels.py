"""Speakers' labels: whether words may be one, and what it says of the speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from nameparser import HumanName

from service.lexicon import load
from service.model import Span, SpeakerKind
from service.transcript.document import Label

_LEXICON = load("service.transcript")
_TITLES = frozenset(_LEXICON["titles"]["words"])
_OFFICES = frozenset(_LEXICON["offices"]["words"])
_HEADS = frozenset(_LEXICON["offices"]["heads"])
_UNNAMED = frozenset(_LEXICON["unnamed"]["people"])
_GROUPS = frozenset(_LEXICON["unnamed"]["groups"])
_NOT_LABELS = frozenset(_LEXICON["not_labels"]["words"])
_PARTICLES = frozenset(_LEXICON["particles"]["words"])
_ROLES = frozenset((
    *(office.split(" of ")[0].split()[-1] for office in (*_OFFICES, *_UNNAMED)), *_LEXICON["offices"]["callings"],
    *(_HEADS - {"first", "prime", "high", "lord", "economic", "financial", "cabinet", "acting", "temporary", "permanent", "parliamentary", "assistant"}),
))  # fmt: skip
_HELD = frozenset(_LEXICON["offices"]["held"])
_ABBREVIATED: dict[str, str] = _LEXICON["offices"]["abbreviated"]
_PARTY = re.compile(r"[DRIL](?:-[A-Z]{2}|-[A-Z][a-z]+)?")
_BEHALF = re.compile(r"(?:speaking )?on behalf of (?:the )?", re.IGNORECASE)
_LONGEST_PARTY = 16
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}

REACH = 160
"""A label ends within so many characters."""
_HOME = re.compile(
    r"(?P<name>(?:\w+\.? )?[A-Z][A-Z'’-]+|(?:Sen(?:ator|\.)|Rep(?:resentative|\.)|Mr\.|Mrs\.|Ms\.) [\w'’. -]+?) of (?P<home>(?:the )?[A-Z][a-z].*)"
)
_NUMBER_BEHIND = re.compile(r" ?(?:#|No\. ?)\d{1,2}$")
_SMALL = frozenset(("of", "the", "for", "and", "in", "to", "on"))
_ASIDE = re.compile(r"\s*[\[(](?P<aside>[^()\[\]]*)[\])]$")
_SPOKEN = re.compile(
    r"(?:spoke|speaking|interpretation|via|on|off|through|in|by)\b.*|voice[- ]?over|translated?.*|crosstalk|inaudible|remotely|live|video(?:link)?|(?:simultaneous )?translation|continued|cont['’]?d\.?|singing|laughing|V|off[- ]?camera|\d{1,2}:\d{2}.*",
    re.IGNORECASE,
)
_LETTERS_BEHIND = re.compile(r"(?<= )(?:KC|QC|MP|MS|MSP|MLA|MEP|TD|CBE|OBE|MBE|DBE|KBE|PC)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.’'‘\-–]*\.?|&|\d{1,3}")
_RUNNING = re.compile(r"[a-z]{3}[.?!] +[A-Z]|,.*\b(?:said|says|told|tells|asked|was|were|is|are|has|had|have|would|will|who|which)\b")
"""What stands in running words before a colon and in no label: the end of a sentence, a verb behind a comma."""
_NUMBERED_SPEAKER = re.compile(
    r"(?:speaker|spk|spkr|participant|guest|voice|interviewee|interviewer|respondent|person|male|female|channel|panelist|caller)(?:[ _-]?\d{1,3}|[ _-][A-Z])|[FMSU]\d{1,3}|UU",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def plausible(name: str) -> str:
    """``strong`` where only a speaker is written so, ``weak`` for what may be one, else empty."""
    if _RUNNING.search(name):
        return ""
    bare, _ = _asides(name.strip())
    head, _ = _asides(bare.split(",", 1)[0].strip())
    head = _NUMBER_BEHIND.sub("", head)
    key = _key(head)
    if key in _OFFICES or key in _UNNAMED or key in _GROUPS or _NUMBERED_SPEAKER.fullmatch(head):
        return "strong"
    words = _WORD.findall(head)
    if not words or len(words) > 9 or _WORD.sub("", head).strip(" ,/’'"):
        return ""
    first = words[0].rstrip(".").casefold()
    if first in _TITLES and len(words) > 1 and words[-1][0].isupper() and len(words) <= 6:
        return "strong"
    if _is_office(head) and bare != name.strip():
        return "strong"
    capital = [w for w in words if w[0].isupper()]
    others = [w for w in words if not w[0].isupper() and w.casefold() not in _PARTICLES]
    if others or not capital or not words[0][0].isupper() or (first in _NOT_LABELS and not _is_spoken(name)):
        return ""
    letters = [c for c in head if c.isalpha()]
    if all(c.isupper() for c in letters) and len(letters) > 1:
        return "strong" if len(words) > 1 or "," in bare else "weak"
    if len(words) > 6:
        return "weak" if _is_office(head) else ""
    if bare != name.strip() and len(words) > 1:
        return "strong"
    return "weak"


def heading_or_surname(name: str) -> bool:
    """Whether words head an entry of a document unless the text has a speaker of that surname: ``PRICE``, ``PAGE``, ``READ``."""
    return name.isupper() and name.casefold() in _NOT_LABELS


def _is_spoken(name: str) -> bool:
    """Whether a note of the channel or the language stands behind a name: ``PRICE (on tape)``."""
    return any(_SPOKEN.fullmatch(aside) for aside in _asides(name.strip())[1] if aside)


def _asides(name: str) -> tuple[str, list[str]]:
    """The name without what stands in brackets behind it, and that, in order."""
    asides: list[str] = []
    for _ in range(4):
        m = _ASIDE.search(name[-REACH:])
        if not m:
            break
        asides.insert(0, m["aside"].strip())
        name = name[: len(name) - (m.end() - m.start())].rstrip()
    return name, asides


def _key(name: str) -> str:
    key = name.casefold().strip(" *_:")
    for opening_word in ("the ", "a ", "an ", "mr. ", "mr ", "madam ", "madame "):
        if key.startswith(opening_word) and key not in _OFFICES:
            return key[len(opening_word) :]
    return key


def _is_office(name: str) -> bool:
    key = _key(name)
    if key in _OFFICES:
        return True
    words = key.split()
    return (
        len(words) > 1 and words[0].strip(",.") in _HEADS and (name[:4].casefold() == "the " or (len(words) > 2 and words[1] in {"of", "for", "to"}))
    )


def office_before(printed: str) -> str | None:
    """The office that stands before a name in a label, in ordinary words: ``PRIME MINISTER HOLM``, ``Sen. Holm``."""
    words = _asides(printed)[0].split(",", 1)[0].split()
    for size in range(len(words) - 1, 0, -1):
        key = " ".join(words[:size]).casefold().rstrip(".")
        if key in _HELD or key in _ABBREVIATED:
            return _ABBREVIATED.get(key) or " ".join(w.capitalize() for w in key.split())
    return None


@lru_cache(maxsize=4096)
def parse_label(printed: str) -> Label:
    """What a label says: ``Sarah Champion (Rotherham) (Lab)``, ``WOLF BLITZER, CNN ANCHOR``, ``Mr. Hwang (Republic of Korea)``, ``Q``.

    Name in ordinary case; an office without a holder has a role and no name; brackets give the affiliation, or the
    holder of an office. Notes of the language or the channel ("spoke in French", "via video link") are left out.
    """
    text = printed.strip(" \t\xa0*_:")
    bare, asides = _asides(text)
    spoken = [a for a in asides if not a or _SPOKEN.fullmatch(a)]
    if spoken:
        asides = [a for a in asides if a not in spoken]
        text = " ".join([bare, *(f"({a})" for a in asides)])
    bare = bare.strip(" ,")
    if " / " in bare:  # Y Llywydd / The Presiding Officer
        bare = next((half for half in reversed(bare.split(" / ")) if _is_office(half)), bare)
    key = _key(_NUMBER_BEHIND.sub("", bare))
    if key in _GROUPS:
        return Label(text, kind=SpeakerKind.GROUP)
    the_office = bare[:4].casefold() == "the " and key in _OFFICES
    if (key in _UNNAMED and not the_office) or _NUMBERED_SPEAKER.fullmatch(bare):
        return Label(text, kind=SpeakerKind.PERSON, affiliation=", ".join(asides) or None)
    if _is_office(bare):
        return _office(text, bare, asides)
    name, _, rest = bare.partition(",")
    rest = rest.strip()
    if rest.casefold().rstrip(".") in {"jr", "sr", "mp", "msp", "mep", "kc", "qc", "phd", "md", "ii", "iii"}:
        name, rest = bare, ""
    _, party = _asides(name)
    name, inner = _asides(name)
    asides = inner + asides if party else asides
    home = _HOME.fullmatch(name)
    if home:
        name, asides = home["name"], [home["home"], *asides]
    role = rest or None
    if asides and "—" in asides[0] and role is None:
        seat, _, held = asides[0].partition("—")
        if tells_role(held):  # Bow—Leader of the Opposition
            role, asides = held.strip(), [seat.strip(), *asides[1:]]
        elif name.split()[-1].isupper() and "," not in held:  # HON ANN LOWELL (Labour—Bow)
            asides = [held.strip(), seat.strip(), *asides[1:]]
    if rest and not tells_role(rest) and (office_before(name) or (asides and _PARTY.fullmatch(asides[0]))):  # (D), HAWAII
        role, asides = None, [_place(rest), *asides]
    elif m := _BEHALF.match(rest):
        role, asides = None, [rest[m.end() :].strip(), *asides]
    elif _SPOKEN.fullmatch(rest):
        role = None
    asides = [_PARTIES.get(a, a) for a in asides]
    if asides and role is None and _is_role(asides[0]):
        role, *more = asides[0].split(", ")  # Prime Minister, Lib.
        party = more[-1:] if more and len(more[-1]) <= _LONGEST_PARTY and not tells_role(more[-1]) else []
        role, asides = ", ".join([role, *more[: len(more) - len(party)]]), [*party, *asides[1:]]
    affiliation = ", ".join(asides) or None
    return Label(text, name=ordinary_case(name.strip()), role=role, affiliation=affiliation)


def _office(text: str, bare: str, asides: list[str]) -> Label:
    role = bare[4:] if bare[:4].casefold() == "the " else bare
    if any(w.isupper() and len(w) > 1 for w in role.split()):
        role = " ".join(w.lower() if w.casefold() in _SMALL else w.capitalize() if w.isupper() else w for w in role.split())
    if asides and " " in asides[0] and plausible(asides[0]) and not _is_office(asides[0]):  # The Minister (Jane Lowell)
        return Label(text, name=ordinary_case(asides[0]), role=role, affiliation=", ".join(asides[1:]) or None)
    return Label(text, role=role, affiliation=", ".join(asides) or None, kind=SpeakerKind.OFFICE)


def tells_role(words: str) -> bool:
    """Whether words behind a name hold a noun for an office or a calling."""
    return any(w.strip(".,").casefold() in _ROLES for w in words.replace("-", " ").split())


def _place(words: str) -> str:
    return " ".join(w.lower() if w.casefold() in _SMALL else w.capitalize() if w.isupper() and len(w) > 2 else w for w in words.split())


def _is_role(words: str) -> bool:
    key = _key(words)
    return key in _OFFICES or key.split(" ", 1)[0].rstrip(",") in _HEADS or key in _UNNAMED


def ordinary_case(name: str) -> str:
    """A name printed in capitals in ordinary case (``MR. McKEE`` to ``Mr. McKee``); any other as it is."""
    title, _, rest = name.partition(" ")
    bare = rest if rest and _key(title.rstrip(".")) in _TITLES else name
    letters = [c for c in bare if c.isalpha()]
    if len(letters) < 3 or sum(c.islower() for c in letters) > len(letters) // 4:
        return name
    parsed = HumanName(name)
    parsed.capitalize(force=True)
    return _LETTERS_BEHIND.sub(lambda m: m[0].upper(), str(parsed)) or name


def label_at(printed: str, start: int, end: int) -> Label:
    """The label printed at ``[start, end)`` of the text."""
    said = parse_label(printed)
    return Label(said.text, Span(start, end), said.name, said.role, said.affiliation, said.kind, said.key)

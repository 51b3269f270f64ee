"""Documents of one speaker: a line at the head says whose speech, statement, lecture or evidence it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from service.lexicon import load
from service.transcript.formats.furniture import is_furniture
from service.transcript.formats.lines import Line, stops

_LEXICON = load("service.transcript")["bylines"]
_SPEECHES = "|".join(_LEXICON["kinds"])
_KINDS = "|".join([*_LEXICON["kinds"], *_LEXICON["dialogues"]])
_LINKS = frozenset(_LEXICON["links"])
_ABOUT = frozenset(_LEXICON["about"])
_DELIVERED = "|".join(_LEXICON["delivered"])
_KIND = re.compile(rf"\b(?:{_KINDS})\b(?!-)", re.IGNORECASE)
_BY = re.compile(r"\bby:? (?=\S)", re.IGNORECASE)
_OF = re.compile(r":? (?:of|from|with):? (?=\S)", re.IGNORECASE)
_GIVEN_BY = re.compile(rf"(?:{_DELIVERED}): ?(?=\S)|(?:{_DELIVERED}) (?=[A-Z])", re.IGNORECASE)
_LEAD = re.compile(r"(?:Full |Complete )?(?:[Tt]ranscript|[Tt]ext|Read|Watch)(?: of)?:? (?:the )?")
_OWNED = re.compile(rf"(?P<owner>[A-Z][\w.’'-]*(?: [\w.’'-]+){{0,7}}?)(?:['’]s?) (?:[\w-]+ ){{0,5}}?(?i:{_KINDS})\b")
_NAMED = re.compile(
    rf"(?:The )?(?i:{'|'.join(_LEXICON['honours'])})\.? (?:[A-Z][\w.’'-]*|[a-z]{{1,3}})(?: (?:[A-Z][\w.’'-]*|of|the|for|and|de|van|von|der)){{1,8}}(?:, .{{2,100}})?"
)
_NAMES_A_SPEECH = re.compile(rf"(?i:(?:[\w-]+ ){{0,2}}(?:{_SPEECHES}))(?:$|\W)|(?:At|Before|To) the ")
_IS_SPEECH = re.compile(rf"(?i:\b(?:{_SPEECHES}|{_DELIVERED}))\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s|[Yy]ou|[Yy]our)\b(?!\.)")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
_WORD = re.compile(r"[\w’'.-]+|[^\w\s]")
_ARTICLES = frozenset(("the", "his", "her", "a"))
_REACH = 8
"""A byline stands within so many lines of the top."""
_LONGEST = 220
_LATEST_KIND = 100
_BODY = 6_000


def byline_at(line: str) -> int | None:
    """Where in a line the words for the speaker begin: "Speech by the Mayor, Ann Lowell, at …", "Governor Holm's remarks"; else None."""
    if len(line) > _LONGEST or (stops(line) and not line.endswith(("M.P.", "P.C.", "Q.C.", "…", "Ph.D.", "M.D."))):
        return None
    for at in _speaker_at(line):
        if _titled(line[at:]):
            return at
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    owned = _OWNED.match(line, begin)
    return begin if owned and _titled(owned["owner"]) and _goes_on(line[owned.end() :]) else None


def _speaker_at(line: str) -> Iterator[int]:
    """Where in a line words for a speaker may begin, likeliest first: behind "by", else right behind "speech of"."""
    given = _GIVEN_BY.match(line)
    if given:
        yield given.end()
    kind = _KIND.search(line, 0, _LATEST_KIND)
    if kind:
        yield from (m.end() for m in _BY.finditer(line, kind.end()))
        if m := _OF.match(line, kind.end()):
            yield m.end()


def find_byline(head: Sequence[str]) -> tuple[int, int] | None:
    """Which line of a head says whose words follow, and where in it the speaker begins.

    A line with no more than a title and a name says so too beside one that names a speech or the body it was made to.
    """
    for number, line in enumerate(head[:_REACH]):
        at = byline_at(line)
        if at is not None:
            return number, at
    if any(_NAMES_A_SPEECH.match(line) for line in head[:_REACH]):
        return next(((n, 0) for n, line in enumerate(head[:_REACH]) if len(line) <= _LONGEST and _NAMED.fullmatch(line)), None)
    return None


def _goes_on(rest: str) -> bool:
    """Whether what stands behind a noun for a speech is nothing, a mark, or what the speech is about."""
    words = _WORD.findall(rest)
    return not words or words[0].casefold() in _ABOUT or words[0] in ",(–—:;-" or _titled(rest)


def _titled(words: str) -> bool:
    """Whether no finite clause goes on behind the name: a title's words have capitals, but for those that link and what it is about."""
    found = _WORD.findall(words)
    if not found or not next((w for w in found if w.casefold() not in _ARTICLES), "x")[0].isupper():
        return False
    for word in found:
        if word.casefold() in _ABOUT or word in ",(–—:;":
            return True
        if word[0].islower() and word not in _LINKS:
            return False
    return True


def head_of_speech(lines: Sequence[Line], text: str, dates: Collection[int]) -> int:
    """How many lines at the top are the title of one person's speech; 0 where no line says whose words follow.

    The title goes on to the first line that ends like a sentence or opens an address. Somebody speaks behind it, in the
    first person outside quotation marks. ``dates`` are the lines that state a day.
    """
    at = 0
    while at < len(lines) and at < 2 * _REACH and (at in dates or is_furniture(lines[at].text) or _heads(lines[at].text)):
        at += 1
    found = find_byline([line.text for line in lines[:at]]) if 0 < at < len(lines) else None
    if found is None or not any(_IS_SPEECH.search(line.text) for line in lines[:at]):
        return 0
    body = _QUOTED.sub("", text[lines[at].start : lines[at].start + _BODY])
    spoken = len(_FIRST_PERSON.findall(body))
    return at if spoken and spoken * 400 >= len(body) else 0


def _heads(line: str) -> bool:
    return len(line) <= _LONGEST and (byline_at(line) is not None or (not stops(line) and line[-1] not in ",;"))

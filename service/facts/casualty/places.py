"""Where a harm came to its victims: the place of its own clause, never where it was told."""

from __future__ import annotations

from service.facts.casualty.causes import BACK, NO_PLACE, TURNS, is_cause, phrase_at, span_of
from service.facts.casualty.claims import REPORTING, Claim, has_predicate
from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import clause_end
from service.facts.clause.words import WEEKDAYS
from service.model import Span

_PLACING = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "off", "throughout", "on", "from"})

_WHEN = frozenset({"last", "next", "late", "early", "earlier", "overnight", "yesterday", "today", "alone", "ago"})

_COMPASS = frozenset(LEXICON["agents"]["compass"])

_PLACES = frozenset(LEXICON["agents"]["places"])

_OWNED = frozenset({"their", "his", "her", "its", "our", "my", "your", "such", "any", "other"})


def place(scene: Scene, claim: Claim) -> Span | None:
    """The nearest place in the clause: behind the victims first, then behind the harm word, then ahead of both, then in what happened."""
    count = scene.counts[claim.of]
    near = min(count.left, claim.at)
    ahead = _place_between(scene, range(near - 1, _clause_start(scene, near), -1))
    if claim.rule == "casualty.anaphora" and ahead is not None:
        return ahead
    for start in (count.last, claim.at + 1):
        stop = min(clause_end(scene.tags, scene.base, start, scene.limit), start + 30)
        stop = _end_of_places(scene, start, stop)
        following = scene.counts[claim.of + 1].left if claim.of + 1 < len(scene.counts) else scene.limit
        alone = start == count.last or (claim.at < following < scene.limit and has_predicate(scene, claim.of + 1))
        found = _place_between(scene, range(start, min(stop, following) if alone else stop))
        if found is not None:
            return found
    if ahead is not None:
        return ahead
    stop = min(scene.limit, claim.at + BACK)
    circumstance = next((i for i in range(claim.at + 1, stop) if scene.norms[i] in {"when", "after", "where"}), scene.limit)
    return _place_between(scene, range(circumstance, min(scene.limit, circumstance + 30)))


def _end_of_places(scene: Scene, start: int, stop: int) -> int:
    """The first token of a stretch that no place of the harm follows: a participle behind a comma, "according to", or who says so; else ``stop``."""
    norms, tags, base = scene.norms, scene.tags, scene.base
    for k in range(start, stop):
        tag = tags[k - base]
        if norms[k] == "according" or (tag == "G" and norms[k - 1] == ",") or (tag == "V" and norms[k] in REPORTING):
            return k
    return stop


def _clause_start(scene: Scene, i: int) -> int:
    """The token before the clause that token ``i`` stands in: where something is said, or another clause ends, places are of that."""
    for k in range(i - 1, max(scene.base, i - BACK) - 1, -1):
        norm = scene.norms[k]
        if norm in _PARTING and (norm != "that" or scene.tag(k) == "S"):
            return k
        if norm in REPORTING and scene.tag(k) == "V" and scene.tag(k - 1) not in "PDQ" and scene.norm(k + 1) != ",":
            return k
    return max(scene.base, i - BACK) - 1


_PARTING = TURNS | {";", "that", "whom", "whose", "who", "which"}


def _place_between(scene: Scene, stretch: range) -> Span | None:
    """The first named place of a stretch, or failing that the first place without a name ("the village")."""
    words, norms = scene.reading.tokens.words, scene.norms
    unnamed: Span | None = None
    for i in stretch:
        if norms[i] not in _PLACING or scene.tags[i - scene.base] != "P":
            continue
        phrase = _place_phrase(scene, i + 1)
        if (
            phrase is None
            or scene.norms[phrase[1] - 1] in NO_PLACE
            or scene.norm(phrase[1]) in WEEKDAYS
            or scene.norms[phrase[0]] in _OWNED
            or is_cause(scene, *phrase)
        ):
            continue
        first, last = phrase
        while first < last - 1 and scene.tag(first) == "D":
            first += 1
        if (
            scene.norms[last - 1] in _INSTITUTIONS
            or (phrase[1] == phrase[0] + 1 and scene.norms[last - 1] in _UNPLACED)
            or scene.norms[first] in _STATES
        ):
            continue  # "at the London School of Hygiene", "in hospital", "in a critical state"
        upper = words[last - 1][0].isupper() or (scene.norms[last - 1] in _DIVISIONS and last > first + 1)
        named = upper and (words[first][0].isupper() or scene.norms[first] in _COMPASS)
        if named and scene.norms[i] != "from":
            return span_of(scene, phrase[0], _joined_place(scene, last))
        if scene.norms[last - 1] in _PLACES and scene.norms[i] != "from":
            whole = _named_place(scene, last)
            if whole is not None:
                return span_of(scene, phrase[0], whole)
            unnamed = unnamed or span_of(scene, *phrase)
    return unnamed


_INSTITUTIONS = frozenset(
    {
        "office",
        "institute",
        "ministry",
        "university",
        "agency",
        "committee",
        "council",
        "commission",
        "association",
        "trust",
        "organisation",
        "organization",
        "tribunal",
        "court",
        "inquiry",
    }
)

_UNPLACED = frozenset({"hospital", "home", "front", "state", "prison", "school", "line", "court", "college", "camp"})

_STATES = frozenset({"critical", "serious", "grave", "stable", "bad", "poor", "terrible"})

_DIVISIONS = frozenset(
    {
        "governorate",
        "state",
        "province",
        "district",
        "county",
        "region",
        "valley",
        "village",
        "city",
        "town",
        "island",
        "islands",
        "peninsula",
        "oblast",
    }
)


def _place_phrase(scene: Scene, i: int) -> tuple[int, int] | None:
    """The noun phrase of a place that begins at token ``i``, its number in it ("45 countries"), cut before words of time ("Karsin last November")."""
    numeral = scene.reading.numerals.by_first.get(i)
    found = phrase_at(scene, numeral.last if numeral is not None else i)
    if found is None:
        return None
    if numeral is not None:
        head = next((k for k in range(found[0], found[1]) if scene.norms[k] in _PLACES), None)
        return (i, head + 1) if head is not None else None
    first = found[0]
    last = next((k for k in range(found[0] + 1, found[1]) if scene.norms[k] in _WHEN or scene.norms[k] in NO_PLACE), found[1])
    return first, last


def _named_place(scene: Scene, last: int) -> int | None:
    """The end of "the village of Tawila", "the coast of Libya", whose noun ends before token ``last``; None where no name follows."""
    if scene.norm(last) != "of":
        return None
    phrase = phrase_at(scene, last + 1)
    return (
        phrase[1]
        if phrase is not None and scene.reading.tokens.words[phrase[1] - 1][0].isupper() and scene.norms[phrase[1] - 1] not in NO_PLACE
        else None
    )


def _joined_place(scene: Scene, last: int) -> int:
    """The end of "England and Wales" or "Mindanao, Philippines", whose first name ends before token ``last``."""
    words = scene.reading.tokens.words
    j = last + 1
    while j < scene.limit and scene.tag(j) == "N" and words[j][0].isupper():
        j += 1
    if j == last + 1:
        return last
    if scene.norm(last) == "and" and scene.tag(j) not in "VA":
        return j
    return j if scene.norm(last) == "," and scene.tag(j) in ",;." else last

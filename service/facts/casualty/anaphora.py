"""Counts of a sentence that go on with the harm of the one before: "Of these, 19 were children", "In Wales, it is 11,848", "Nine new ones were recorded"."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from service.facts.casualty.claims import Claim, rightwards
from service.facts.casualty.counts import EXTREMES
from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.openers import LINKS, opened, said_of_part
from service.facts.casualty.parts import in_a_row, speaks
from service.facts.casualty.phrases import Count
from service.facts.casualty.scene import Scene
from service.facts.clause.words import BE, is_person

_FIGURES = frozenset(LEXICON["parts"]["figures"])

_SAFE = frozenset(LEXICON["context"]["negative_states"])


def anaphoric(scene: Scene, harm: Claim, value: Decimal | None = None) -> dict[int, Claim]:
    """Counts of a sentence without a harm word that go on with the last sentence's: "Of these, 19 were children", "In Wales, it is 11,848"."""
    found: dict[int, Claim] = {}
    if not _SAFE.isdisjoint(scene.words):
        return found
    if len(scene.counts) > 1 and value is not None and _repeats(scene, scene.counts[0], value):
        return {
            n: Claim(n, harm.harm, "casualty.anaphora", 2, c.first, None, -1)
            for n, c in enumerate(scene.counts)
            if n and c.head is None and c.numeral is not None
        }
    if len(scene.counts) > 1 and value is not None and _of_the_number(scene, value):
        return {0: Claim(0, harm.harm, "casualty.anaphora", 2, scene.counts[0].first, None, -1)}
    if scene.counts and _says_who(scene, value):
        return {n: Claim(n, harm.harm, "casualty.anaphora", 2, scene.counts[n].first, None, -1) for n in rightwards(scene, 0)}
    for at, count in enumerate(scene.counts):
        if count.kind != "number" or speaks(scene, count) or (scene.norm(count.last + 1) == "whom" and count.left > scene.base + 1):
            continue  # "French troops, 4,500 of whom": a relative pronoun means somebody of its own sentence
        if at and scene.counts[0].kind == "number" and 0 not in found:
            return found  # people counted in this sentence are nearer than those of the last
        if at and at - 1 in found and found[at - 1].part_of is not None and opened(scene, count) is not None and said_of_part(scene, found, at):
            for n in rightwards(scene, at):
                found[n] = Claim(n, harm.harm, "casualty.anaphora", 2, count.first, None, at - 1)
        elif _opens_part(scene, count) and not (at and 0 in found and found[0].part_of is None):
            for n in chain(rightwards(scene, at), in_a_row(scene, at)):
                found[n] = Claim(n, harm.harm, "casualty.anaphora", 2, count.first, None, -1)
        elif at and 0 in found and found[0].part_of is None and opened(scene, count) is not None:
            for n in rightwards(scene, at):
                found[n] = Claim(n, harm.harm, "casualty.anaphora", 2, count.first, None, 0)
        elif _goes_on(scene, count) or _more(scene, count):
            found[at] = Claim(at, harm.harm, "casualty.anaphora", 1, count.first, None, None)
    return found | _youngest(scene, harm, found)


def _youngest(scene: Scene, harm: Claim, found: dict[int, Claim]) -> dict[int, Claim]:
    """The one of those before who is singled out by age: "The youngest, Jaden Okafor, was 15", "the eldest of the victims was a woman of 90"."""
    i = next((k for k in range(scene.base + 1, scene.limit) if scene.norms[k] in EXTREMES and scene.norms[k - 1] == "the"), None)
    if i is None:
        return {}
    j = i + 1
    while j < min(scene.limit, i + 6) and scene.norms[j] not in {",", "was", "is"}:
        j += 1
    at = scene.starting(j + 1)
    if at is None or scene.counts[at].kind not in {"article", "name"}:
        return {}
    if scene.norm(j) == "," and not (scene.norm(scene.counts[at].end) == "," and scene.norm(scene.counts[at].end + 1) in BE):
        return {}
    before = scene.before(i)
    return {at: Claim(at, harm.harm, "casualty.anaphora", 2, scene.counts[at].first, None, before if before in found else -1)}


def _of_the_number(scene: Scene, value: Decimal) -> bool:
    """Whether a sentence opens with some of the count before: "Two of the nine were children"."""
    first, second = scene.counts[:2]
    return (
        first.partitive
        and (first.left == scene.base or (first.left <= scene.base + 6 and scene.norm(first.left - 1) in {",", "that"}))
        and second.first <= first.last + 2
        and second.numeral is not None
        and second.numeral.value == value
    )


def some_of(scene: Scene, harm: Claim) -> dict[int, Claim]:
    """The people with whom a sentence opens, some of those told of before: "Ten of the passengers were children and six were crew"."""
    if not scene.counts or not scene.counts[0].partitive or not _SAFE.isdisjoint(scene.words):
        return {}
    return {n: Claim(n, harm.harm, "casualty.anaphora", 2, scene.counts[n].first, None, -1) for n in chain((0,), in_a_row(scene, 0))}


def _says_who(scene: Scene, value: Decimal | None) -> bool:
    """Whether "They were three men and two women" breaks the count before down."""
    first = scene.counts[0]
    if scene.norm(scene.base) not in {"they", "these"} or scene.norm(scene.base + 1) not in BE or first.left != scene.base + 2 or first.head is None:
        return False
    numbers = [scene.counts[n].numeral for n in rightwards(scene, 0)]
    summed = sum((n.value or Decimal(0)) if n is not None else Decimal(1) for n in numbers)
    return value is not None and len(numbers) > 1 and summed <= value


def _repeats(scene: Scene, count: Count, value: Decimal) -> bool:
    """Whether a sentence opens with the count before: "Of the seventeen, eleven were women", "The 29 included two of his sons"."""
    base = scene.base + (scene.norm(scene.base) in LINKS)
    opening = scene.norm(base)
    again = opening in {"of", "among"} or (opening == "the" and scene.norm(count.last).startswith("includ"))
    return again and count.left <= base + 2 and count.numeral is not None and count.numeral.value == value


def figures(scene: Scene, harm: str) -> dict[int, Claim]:
    """Counts of a sentence whose "figure" or "number" is of a harm that the sentence before tells of without counting."""
    return {
        at: Claim(at, harm, "casualty.anaphora", 1, count.first, None, None)
        for at, count in enumerate(scene.counts)
        if count.kind == "number" and _goes_on(scene, count) and not _FIGURES.isdisjoint(scene.norms[scene.base : count.left])
    }


def ones(scene: Scene, harm: str) -> dict[int, Claim]:
    """Counts of "new ones", which stand for cases or victims of ``harm`` told of before."""
    return {at: Claim(at, harm, "casualty.anaphora", 1, c.first) for at, c in enumerate(scene.counts) if c.kind == "number" and _ones(scene, c)}


def _ones(scene: Scene, count: Count) -> bool:
    """Whether "ones" stands for cases or victims told of before: "Twelve new ones were recorded"."""
    if count.head is None or scene.norms[count.head] != "ones" or scene.norm(count.head - 1) not in _NEW:
        return False
    i = count.end
    while i < count.end + 4 and scene.tag(i) in "AB":
        i += 1
    return i > count.end and scene.norm(i) in _RECORDED


_NEW = frozenset({"new", "further", "more", "fresh", "additional", "suspected", "confirmed", "other"})

_RECORDED = frozenset(
    {"recorded", "confirmed", "reported", "registered", "announced", "added", "found", "detected", "logged", "identified", "diagnosed"}
)


def _opens_part(scene: Scene, count: Count) -> bool:
    if scene.norm(count.left - 1) == "either" or scene.norm(count.first - 1) == "either" or "either" in scene.norms[count.left : count.first]:
        return False  # "I cannot verify either one of them"
    if scene.norm(count.end) in BE and scene.norm(count.end + 1) in {"among", "amongst"} and scene.norm(count.end + 2) == "them":
        return True  # "Four premature babies were among them"
    if opened(scene, count, within=False) is not None:
        return _early(scene, count) or scene.norm(scene.base) in {"they", "the"}
    if scene.norm(count.last) == "of" and scene.norm(count.last + 1) in {"them", "these", "those"} and scene.norm(count.left - 1) not in BE:
        return scene.tag(count.left - 1) not in "VI"  # "I met two of them"
    rest = scene.norm(count.first - 1)
    if count.head is None and rest in {"remaining", "other"} and count.first <= scene.base + 3:
        return scene.tag(count.last) == "A" or (rest == "remaining" and scene.tag(count.last) == "V")
    superlative = not _HARDEST.isdisjoint(scene.words) and not _HIT.isdisjoint(scene.words)
    if scene.norm(count.left - 1) in {"with", "at"} and count.head is None and superlative:
        return scene.tag(count.last) in ".,P"  # "Kivu is the worst hit, with 41,000", "Albanians were the largest group, at 4,052"
    if count.head is None and count.left <= scene.base + 2 and scene.norm(count.last) in BE and "the" not in scene.norms[count.left : count.first]:
        if "old" in scene.norms[count.last + 2 : count.last + 5] and scene.norm(count.last + 2) in {
            "year",
            "years",
            "months",
            "weeks",
            "days",
            "month",
            "week",
        }:
            return True  # "Four were one year old"
        return scene.norm(count.last + 1) in _SORTS or any(is_person(n) for n in scene.norms[count.last + 1 : min(scene.limit, count.last + 5)])
    return False


_SORTS = frozenset({"under", "over", "aged", "from", "female", "male", "pregnant", "civilians"})
_HARDEST = frozenset({"worst", "hardest", "largest", "biggest"})
_HIT = frozenset({"hit", "affected", "group", "contingent", "nationality", "share"})


def _there_are(words: list[str]) -> bool:
    """Whether words end on "there are", "there have been" and the like."""
    tail = [w for w in words[-3:] if w not in {"so", "far", "already"}]
    return "there" in tail and words[-1] in {"are", "were", "been"}


def _more(scene: Scene, count: Count) -> bool:
    """Whether a count adds people to those before: "Eleven more were soldiers"."""
    if count.left != scene.base or scene.norms[count.last : count.last + 1] != ["more"] or scene.norm(count.last + 1) not in BE:
        return False
    return any(is_person(n) for n in scene.norms[count.last + 2 : min(scene.limit, count.last + 5)])


def _early(scene: Scene, count: Count) -> bool:
    return count.left - scene.base <= 8


def _goes_on(scene: Scene, count: Count) -> bool:
    """As in "In Scotland, the figure is 17,603", "And in Northern Ireland, 5,295"."""
    if count.head is not None or scene.tag(count.end) not in ",.;CPS":
        return False
    words = scene.norms[scene.base : count.left]
    if len(words) > 12:
        return False
    opening = words[1:] if words[:1] in (["and"], ["but"]) else words
    if not opening:
        return False
    if opening[0] == "in" and _there_are(opening) and scene.norm(count.last) in {".", ","} and len(opening) <= 10:
        return True
    if opening[-2:] in (["stood", "at"], ["stands", "at"]) and opening[-3:-2] == ["it"] and scene.norm(count.last) in {".", ","}:
        return True
    if opening[0] in {"in", "for", "across"} and "for" not in opening[1:] and (opening[-1] in {",", "is", "was", "stands", "stood"}):
        return (opening[-1] == "," and len(opening) <= 5) or not _FIGURES.isdisjoint(opening)
    if "of" in opening:
        return False  # "the number of rough sleepers" has a noun of its own
    return (
        opening[0] in {"the", "that", "it"}
        and not _FIGURES.isdisjoint(opening[:4] if opening[0] != "the" else set(opening[:4]) - {"it"})
        and opening[-1] in {"is", "was", "to", "reached", "at"}
    )

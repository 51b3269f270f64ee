"""Parts of a count: "including 19 children", "of whom three were women", "37 in England, seven in Wales", "Of these, 19 were children"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.facts.casualty.claims import Claim, has_predicate, leftwards, of_people, rightwards
from service.facts.casualty.lexicon import LEXICON, Frame
from service.facts.casualty.nouns import noun_harm
from service.facts.casualty.phrases import Count
from service.facts.casualty.scene import Scene
from service.facts.clause.words import BE, is_person
from service.model import Harm

_HARMS = frozenset(harm.value for harm in Harm)
_ANAPHORS = frozenset(LEXICON["parts"]["anaphors"])
_FIGURES = frozenset(LEXICON["parts"]["figures"])
_SAFE = frozenset(LEXICON["context"]["negative_states"])
_TOTALS = frozenset({"total", "toll", "tally", "number", "figure", "count", "totals"})
_COMPARING = frozenset({"compared", "up", "down", "rising", "falling", "as", "increase", "rise", "fall", "decrease", "compares"})
_WHERE = frozenset({"in", "from", "at", "near", "across", "on", "for", "with", "under", "among", "into", "by"})


def parts(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Claims of counts that are parts of a claimed count of the sentence."""
    found: dict[int, Claim] = {}
    for at, count in enumerate(scene.counts):
        if count.kind not in {"number", "article"} or at in found:
            continue
        among = count.end + (scene.norm(count.end) in BE)
        if at + 1 in claimed and scene.norm(among) == "among" and scene.counts[at + 1].left - among <= 2 and at not in claimed:
            total = claimed[at + 1]  # "nine police among 22 killed"
            for n in leftwards(scene, at):
                found[n] = Claim(n, total.harm, "casualty.part", 3, total.at, total.group, total.of)
            continue
        badly = _badly(scene, count)
        if badly is not None and at not in claimed:
            hurt = [n for n in claimed if n < at and claimed[n].harm == "injured" and n not in found]
            if hurt:
                of = claimed[max(hurt)]
                found[at] = Claim(at, badly, "casualty.part", 3, of.at, of.group, of.of)
                continue
        if at in claimed and at - 1 in claimed and scene.norm(count.left - 1) == "of" and scene.norm(count.left - 2) == "out":
            found[at - 1] = claimed[at - 1]._replace(part_of=at)  # "400 died, out of 7,000 who fell ill"
            continue
        if at in claimed and at - 1 in claimed and scene.norm(count.left - 1) == "with" and not _CASUALTIES.isdisjoint(scene.words):
            found[at] = claimed[at]._replace(part_of=at - 1)  # "casualties rose to 147, with 38 killed"
            continue
        opened = _opened(scene, count)
        if opened is None:
            continue
        whole = _whole(scene, claimed, found, at)
        if whole is None:
            continue
        for n in rightwards(scene, at):
            harm = claimed[n].harm if n in claimed and claimed[n].strength > 1 else whole.harm
            if n != at and n in claimed and claimed[n].rule == "casualty.counted_noun" and claimed[n].strength > 1:
                break
            if n != whole.of and n not in found:
                found[n] = Claim(n, harm, "casualty.part", 3, whole.at, whole.group, whole.of)
    return found | {n: c for n, c in of_counted(scene, claimed).items() if n not in found}


_CASUALTIES = frozenset({"casualties", "victims"})
_BADLY = frozenset({"critically", "seriously", "severely", "gravely", "badly", "slightly", "lightly"})
_FATALLY = frozenset({"fatally", "mortally"})


def _badly(scene: Scene, count: Count) -> str | None:
    """The harm that an adverb alone tells of some of the injured: "Sixty were hurt, eleven critically", "six of them fatally"."""
    if count.head is not None or scene.norm(count.left - 1) not in {",", "and", "including", "(", "—", "–"}:
        return None
    i = count.last + 2 * (scene.norm(count.last) == "of" and scene.norm(count.last + 1) in _ANAPHORS)
    if scene.tag(i + 1) not in ".,;SCP" and scene.norms[i + 1 : i + 2] != [")"]:
        return None
    return "killed" if scene.norm(i) in _FATALLY else "injured" if scene.norm(i) in _BADLY else None


def of_counted(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Numbers that are said to be of people who are harmed: "3,286 of those deaths", "twelve of the 26 victims"."""
    found: dict[int, Claim] = {}
    for at, count in enumerate(scene.counts):
        if count.kind != "number" or count.head is not None or scene.norm(count.last) != "of" or scene.tag(count.last + 1) != "D":
            continue
        i = count.last + 1
        while i < min(scene.limit, count.last + 8) and scene.expression_at(i) is None and scene.tag(i) in "DQN":
            i += 1
        e = scene.expression_at(i)
        counted = e.sense(Frame.COUNTED) if e is not None else None
        if e is None or counted is None:
            continue
        whole = scene.holding(i)
        whole = whole if whole in claimed and whole != at else None
        harm = claimed[whole].harm if whole is not None else noun_harm(scene, e, counted.harm)
        if harm in _HARMS:
            for n in (at, *in_a_row(scene, at)):
                if n not in claimed:
                    found[n] = Claim(n, harm, "casualty.part", 3, i, None, whole)
    return found


def _opened(scene: Scene, count: Count, *, within: bool = True) -> int | None:
    """The token at which words open a part before the count or behind it: "including", "of whom 12", "12 of whom"; None for a count of its own."""
    i = count.left - 1
    while i > scene.base and scene.tag(i) in 'B"':
        i -= 1
    norm = scene.norm(i)
    if norm in {"including", "include", "includes", "included", "namely", "notably"}:
        return i
    if norm == "of" and scene.norm(i - 1) in {"those", "that"} and scene.norm(i - 2) == "including":
        return i - 2  # "17 bodies, including those of four children"
    if (
        norm in {"of", "among"}
        and scene.norm(count.first - 1) in {"those", "these"}
        and count.first > count.left
        and scene.tag(count.last) == "A"
        and scene.tag(i - 1) in "C,.;"
    ):
        return i  # "and of those 510 are children"
    if norm in BE and scene.norm(i - 1) in {"them", "these", "those", "whom"}:
        i -= 1
        norm = scene.norm(i)
    if norm == "which" and scene.norm(i - 1) == "of" and scene.norm(i - 2) == "," and _things_counted(scene, i - 2):
        return i
    if norm in _ANAPHORS and scene.norm(i - 1) in {"of", "among", "amongst"}:
        counted = scene.before(i)  # "one of them a father" counts one
        return None if counted is not None and scene.counts[counted].end == i + 1 and scene.counts[counted].first < count.first else i
    if norm in {",", "—", "–"} and scene.norm(count.end) in {"among", "amongst"} and scene.norm(count.end + 1) in _ANAPHORS:
        return i  # "Four people died, two children among them"
    if norm == "," and within and scene.norm(scene.base) in {"of", "among"} and scene.norm(scene.base + 1) in {"the", "those", "these"}:
        first = scene.after(scene.base)
        if first is not None and scene.counts[first].first < count.first and scene.counts[first].left <= scene.base + 3:
            return i
    before = scene.before(i) if norm == "," and within else None
    opening = scene.counts[before].left - 1 if before is not None and scene.counts[before].end == i else -1
    if scene.norm(opening) in {"of", "among"} and (opening == scene.base or scene.norm(opening - 1) in {",", "that", "and", "but"}):
        return i  # "said that of the 37 dead, 20 were children"
    if norm == "," and scene.norm(i - 1) in {"these", "those", "them"} and scene.norm(i - 2) in {"of", "among"}:
        return i - 2
    if scene.norm(count.last) == "of" and scene.norm(count.left - 1) not in BE:
        pronoun = scene.norm(count.last + 1)
        if pronoun in {"whom", "them"} or (
            pronoun in {"those", "these"}
            and (scene.norm(count.last + 2) in BE or (scene.norm(count.left - 1) == "," and is_person(scene.norm(count.last + 2))))
        ):
            return count.left
    return None


def _things_counted(scene: Scene, comma: int) -> bool:
    """Whether deaths, cases or bodies are counted shortly before token ``comma``."""
    at = scene.before(comma)
    if at is None or comma - scene.counts[at].end > 4 or scene.counts[at].head is None:
        return False
    e = scene.expression_at(scene.counts[at].head or 0)
    return e is not None and e.sense(Frame.COUNTED) is not None


def _whole(scene: Scene, claimed: dict[int, Claim], found: dict[int, Claim], at: int) -> Claim | None:
    """The nearest claim on a count before ``at`` that is no part itself; failing that, the first one behind it."""
    count = scene.counts[at]
    if scene.norm(count.last + 1) == "whom" and at - 1 in found:
        return found[at - 1]  # "97 are still there, 34 of whom are dead"
    before = [n for n in claimed if n < at and n not in found and scene.counts[n].kind == "number"]
    if before:
        return claimed[max(before)]
    behind = [n for n in claimed if n > at and scene.counts[n].kind == "number" and scene.norm(scene.counts[at].left - 1) == "including"]
    return claimed[min(behind)] if behind else None


def breakdown(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Bare numbers with a place each behind a claimed count: "48 deaths: 37 in England, seven in Wales and one in Northern Ireland"."""
    found = _adding_up(scene, claimed)
    claimed = {n: c for n, c in claimed.items() if n not in found}
    whole: Claim | None = None
    row = False
    for at, count in enumerate(scene.counts):
        if at in found:
            continue
        if at in claimed:
            whole, row = claimed[at], False
            continue
        if whole is None or count.kind != "number" or has_predicate(scene, at):
            whole = None if count.kind == "number" else whole
            continue
        bare = count.head is None and (scene.norm(count.last) in _WHERE or (scene.norm(count.last) == "of" and scene.tag(count.last + 1) == "N"))
        if count.head is None and _compared(scene, count):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at, None, None)
            continue
        before = scene.norm(count.left - 1)
        if whole.rule == "casualty.object" and _gapping(scene, count):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at)
            continue
        if bare and (row or before in {":", ",", "and", "with", "—", "–", "-", "("}):
            if before == "with" and scene.norm(count.left - 2) != ",":
                whole, row = None, False
                continue
            listed = not row and before in {":", "with", "—", "–", "("}
            found[at] = Claim(
                at, whole.harm, "casualty.breakdown", 2, whole.at, None, whole.of if listed or (row and found and _part(found)) else None
            )
            row = True
        else:
            whole, row = None, False
    return found


def _gapping(scene: Scene, count: Count) -> bool:
    """Whether a bare number shares the verb of the clause before with a subject of its own: "killed 410 children, measles 220"."""
    if count.head is not None or scene.tag(count.last) not in ".,;C":
        return False
    i = count.left - 1
    while i > max(scene.base, count.left - 5) and scene.tag(i) in "DN":
        i -= 1
    return i < count.left - 1 and scene.norm(i) in {",", "and", ";"} and scene.tag(count.left - 1) == "N"


def _compared(scene: Scene, count: Count) -> bool:
    """Whether a bare number is what a count before it is compared with: "643 cases, compared with 274 in 2017", "26 deaths, up from 14"."""
    words = scene.norms[max(scene.base, count.left - 2) : count.left]
    if words == [",", "against"]:
        return scene.tag(count.last) in "P,.;CBSD"
    return len(words) == 2 and words[0] in _COMPARING and words[1] in {"with", "to", "from", "against"} and scene.tag(count.last) in "P,.;CBSD"


def _adding_up(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Bare numbers right behind a claimed count that add up to it, whatever else is said of them: "78 bodies, 73 at the scene and five in hospital"."""
    found: dict[int, Claim] = {}
    for at, claim in claimed.items():
        numeral = scene.counts[at].numeral
        left = numeral.value if numeral is not None else None
        n = at
        while left and n + 1 < len(scene.counts) and (scene.joined(n) or (n == at and _listed(scene, at))):
            n += 1
            part = scene.counts[n].numeral
            number = Decimal(1) if scene.counts[n].kind in {"article", "name"} else part.value if part is not None else None
            if number is None or not of_people(scene, n) or number > left:
                break
            left -= number
        if left == 0 and n > at + 1:
            found |= {
                k: Claim(k, claim.harm, "casualty.breakdown", 4, claim.at, None, at)
                for k in range(at + 1, n + 1)
                if k not in claimed or claimed[k].part_of is None
            }
    return found


def _listed(scene: Scene, at: int) -> bool:
    """Whether the count behind ``at`` begins a list close behind it."""
    following = scene.counts[at + 1]
    return following.left - scene.counts[at].end <= 14 and scene.norm(following.left - 1) in {",", ":", "—", "–", "(", "-"}


def totals(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Numbers that a claimed count brings a total to: "another 684 people died, bringing the total to 3,605"."""
    found: dict[int, Claim] = {}
    whole: Claim | None = None
    for at, count in enumerate(scene.counts):
        whole = claimed.get(at, whole)
        if at in claimed or whole is None or count.kind != "number" or count.head is not None:
            continue
        summed = scene.norm(count.last) == "altogether" or scene.norms[count.last : count.last + 2] in (["in", "all"], ["in", "total"])
        stated = scene.norm(count.left - 1) in {"to", "at", "of", "total", "toll", "tally"}
        if summed or (stated and any(scene.norms[i] in _TOTALS for i in range(max(scene.base, count.left - 8), count.left))):
            found[at] = Claim(at, whole.harm, "casualty.toll", 2, whole.at)
    return found


def _part(found: dict[int, Claim]) -> bool:
    return next(reversed(found.values())).part_of is not None


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
    for at, count in enumerate(scene.counts):
        if count.kind != "number" or (scene.norm(count.last + 1) == "whom" and count.left > scene.base + 1):
            continue  # "French troops, 4,500 of whom": a relative pronoun means somebody of its own sentence
        if at and scene.counts[0].kind == "number" and 0 not in found:
            return found  # people counted in this sentence are nearer than those of the last
        if _opens_part(scene, count) and not (at and 0 in found and found[0].part_of is None):
            for n in (*rightwards(scene, at), *in_a_row(scene, at)):
                found[n] = Claim(n, harm.harm, "casualty.anaphora", 2, count.first, None, -1)
        elif at and 0 in found and found[0].part_of is None and _opened(scene, count) is not None:
            for n in rightwards(scene, at):
                found[n] = Claim(n, harm.harm, "casualty.anaphora", 2, count.first, None, 0)
        elif _goes_on(scene, count):
            found[at] = Claim(at, harm.harm, "casualty.anaphora", 1, count.first, None, None)
    return found


def in_a_row(scene: Scene, at: int) -> Iterator[int]:
    """Bare numbers behind a part that have a predicate of their own: "30 were children and 14 were women", "…, and the remaining seven were men"."""
    while at + 1 < len(scene.counts):
        here, following = scene.counts[at], scene.counts[at + 1]
        gap = range(here.end, following.left)
        rest = scene.norm(following.first - 1) in _REST
        joins = scene.norm(following.left - 1 - 2 * rest) in _ROW or scene.norm(following.left - 1) in _ROW
        said = scene.norm(following.last) in BE or scene.tag(following.last) == "P"
        if (
            following.head is not None
            or following.kind != "number"
            or len(gap) > 14
            or not joins
            or not said
            or any(scene.tag(k) == "R" for k in gap)
        ):
            return
        at += 1
        yield at


_ROW = frozenset({"and", ",", ";", "while", "but", "the"})
_REST = frozenset({"remaining", "other"})


def _repeats(scene: Scene, count: Count, value: Decimal) -> bool:
    """Whether a sentence opens with the count before: "Of the seventeen, eleven were women"."""
    return scene.norm(scene.base) in {"of", "among"} and count.left <= scene.base + 2 and count.numeral is not None and count.numeral.value == value


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
    if _opened(scene, count, within=False) is not None:
        return _early(scene, count) or scene.norm(scene.base) in {"they", "the"}
    if scene.norm(count.last) == "of" and scene.norm(count.last + 1) in {"them", "these", "those"} and scene.norm(count.left - 1) not in BE:
        return scene.tag(count.left - 1) not in "VI"  # "I met two of them"
    if count.head is None and scene.norm(count.first - 1) == "remaining" and count.first <= scene.base + 3 and scene.tag(count.last) in "AV":
        return True
    if count.head is None and count.left <= scene.base + 2 and scene.norm(count.last) in BE:
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
        return scene.norm(count.last + 1) in {"under", "female", "male", "pregnant", "civilians"} or any(
            is_person(n) for n in scene.norms[count.last + 1 : min(scene.limit, count.last + 5)]
        )
    return False


def _there_are(words: list[str]) -> bool:
    """Whether words end on "there are", "there have been" and the like."""
    tail = [w for w in words[-3:] if w not in {"so", "far", "already"}]
    return "there" in tail and words[-1] in {"are", "were", "been"}


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


__all__ = ["anaphoric", "breakdown", "figures", "in_a_row", "ones", "parts", "totals"]

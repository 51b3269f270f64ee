"""Counts that break another down, or that it is brought to: "48 deaths: 37 in England, seven in Wales", "bringing the total to 3,605"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.claims import Claim, has_predicate
from service.facts.casualty.phrases import Count
from service.facts.casualty.referents import of_people
from service.facts.casualty.scene import Scene

_TOTALS = frozenset({"total", "toll", "tally", "number", "figure", "count", "totals"})

_COMPARING = frozenset({"compared", "up", "down", "rising", "falling", "as", "increase", "rise", "fall", "decrease", "compares"})

_WHERE = frozenset({"in", "from", "at", "near", "across", "on", "for", "with", "under", "among", "into", "by"})


def breakdown(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Bare numbers with a place each behind a claimed count: "48 deaths: 37 in England, seven in Wales and one in Northern Ireland"."""
    found = _adding_up(scene, claimed)
    found |= {n: c for n, c in _behind_colon(scene, claimed).items() if n not in found}
    claimed = {n: c for n, c in claimed.items() if n not in found}
    whole: Claim | None = None
    row = False
    for at, count in enumerate(scene.counts):
        if at in found:
            continue
        if at in claimed:
            several = count.kind == "number" and (count.numeral is None or count.numeral.value != 1)
            whole, row = (claimed[at] if several and of_people(scene, at) else None), False
            continue
        if whole is None or count.kind != "number" or has_predicate(scene, at):
            whole = None if count.kind == "number" else whole
            continue
        if count.head is None and _fronted(scene, count):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at)
            continue
        if count.head is None and scene.norm(count.left - 1) == "with" and "followed" in scene.norms[max(scene.base, count.left - 6) : count.left]:
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at)  # "followed by Cebu with 100"
            continue
        bare = count.head is None and (scene.norm(count.last) in _WHERE or (scene.norm(count.last) == "of" and scene.tag(count.last + 1) == "N"))
        if count.head is None and _compared(scene, count):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at, None, None)
            continue
        before = scene.norm(count.left - 1)
        if count.head is None and _attributed(scene, count, scene.counts[whole.of]):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at, None, whole.of)
            continue
        if whole.rule == "casualty.object" and _gapping(scene, count):
            found[at] = Claim(at, whole.harm, "casualty.breakdown", 2, whole.at)
            continue
        if bare and (row or before in {":", ",", "and", "with", "—", "–", "-", "("}):
            if before == "with" and scene.norm(count.left - 2) != ",":
                whole, row = None, False
                continue
            listed = not row and (before in {":", "with", "—", "–", "("} or (before == "," and _set_off(scene, whole, count)))
            found[at] = Claim(
                at, whole.harm, "casualty.breakdown", 2, whole.at, None, whole.of if listed or (row and found and _part(found)) else None
            )
            row = True
        else:
            whole, row = None, False
    return found


_ATTRIBUTING = frozenset(
    {
        "attributes",
        "attributed",
        "attribute",
        "ascribes",
        "ascribed",
        "ascribe",
        "assigns",
        "assigned",
        "blames",
        "blamed",
        "blame",
        "traces",
        "traced",
    }
)


def _attributed(scene: Scene, count: Count, whole: Count) -> bool:
    """Whether a bare number is laid to somebody's charge: "Of the 543 killed the mission attributes 248 to rebels and 320 to the army"."""
    if scene.norm(count.last) not in {"to", "on"} or count.numeral is None or whole.numeral is None:
        return False
    if (count.numeral.value or 0) > (whole.numeral.value or 0) or scene.norm(whole.left - 1) not in {"of", "the"}:
        return False
    return not _ATTRIBUTING.isdisjoint(scene.norms[max(whole.end, count.left - _CHARGED) : count.left])


_CHARGED = 14
"""Tokens before a number in which the verb that lays it to somebody's charge stands."""


def _fronted(scene: Scene, count: Count) -> bool:
    """Whether a bare number has only a place ahead of it and shares the verb before: "In Beira 38 died and in Tete 23"."""
    if scene.tag(count.last) not in ".,;":
        return False
    i = count.left - 1
    while i > max(scene.base, count.left - 6) and scene.tag(i) in "DN":
        i -= 1
    return i < count.left - 1 and scene.norm(i) in {"in", "at", "near", "around"} and scene.norm(i - 1) in {"and", ",", ";"}


def _behind_colon(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """The people listed behind a colon, of whom a count told before: "Seven people were killed: a couple, their three children and two neighbours"."""
    for at, claim in claimed.items():
        numeral = scene.counts[at].numeral
        if numeral is None or numeral.value is None or at + 1 >= len(scene.counts):
            continue
        colon = next((k for k in range(scene.counts[at].end, min(scene.limit, scene.counts[at].end + 10)) if scene.norms[k] == ":"), None)
        if colon is None or scene.counts[at + 1].left < colon:
            continue
        found: dict[int, Claim] = {}
        left, i = numeral.value, colon + 1
        for n in range(at + 1, min(len(scene.counts), at + 12)):
            count = scene.counts[n]
            number = count.numeral.value if count.numeral is not None else Decimal(1)
            between = scene.tags[i - scene.base : count.left - scene.base]
            listed = len(between) < 14 and set(between) <= set("CDNpP,B-")
            if (
                not listed
                or count.head is None
                or not of_people(scene, n)
                or has_predicate(scene, n)
                or number is None
                or number > left
                or (n in claimed and (claimed[n].rule != "casualty.toll" or claimed[n].harm != claim.harm))
            ):
                break
            found[n] = Claim(n, claim.harm, "casualty.breakdown", 2, claim.at, None, at)
            left, i = left - number, count.end
        if found:
            return found
    return {}


def _set_off(scene: Scene, whole: Claim, count: Count) -> bool:
    """Whether only a comma parts some from a count that has no place or day of its own: "25 people died, five from one family"."""
    first = min(scene.counts[whole.of].last, whole.at)
    behind = scene.norms[count.last : min(scene.limit, count.last + 12)]
    alone = "and" not in behind and "," not in behind
    return alone and count.left - first < _SHORT and _WHERE.isdisjoint(scene.norms[first : count.left])


_SHORT = 8


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
    dated = scene.tag(count.last) in "P,.;CBSD" or scene.norm(count.last) in {"last", "this"}
    if words == [",", "against"]:
        return dated
    return len(words) == 2 and words[0] in _COMPARING and words[1] in {"with", "to", "from", "against"} and dated


def _adding_up(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Bare numbers right behind a claimed count that add up to it, whatever else is said of them: "78 bodies, 73 at the scene and five in hospital"."""
    found: dict[int, Claim] = {}
    for at, claim in claimed.items():
        numeral = scene.counts[at].numeral
        left = numeral.value if numeral is not None else None
        n = at
        if scene.norm(scene.counts[at].left - 1).startswith("includ"):
            continue  # "include three Kenyans, a Canadian and two Tanzanians"
        while left and n + 1 < len(scene.counts) and (scene.joined(n) or (n == at and _listed(scene, at))):
            n += 1
            part = scene.counts[n].numeral
            number = Decimal(1) if scene.counts[n].kind in {"article", "name"} else part.value if part is not None else None
            if (
                number is None
                or not of_people(scene, n)
                or number > left
                or not _ADDED.isdisjoint(scene.norms[scene.counts[n].left : scene.counts[n].first])
            ):
                break
            left -= number
        if left == 0 and n > at + 1 and not _summed_up(scene, n, numeral.value if numeral is not None else None):
            found |= {
                k: Claim(k, claim.harm, "casualty.breakdown", 4, claim.at, None, at)
                for k in range(at + 1, n + 1)
                if k not in claimed or claimed[k].part_of is None
            }
    return found


_ADDED = frozenset({"another", "further", "additional"})


def _summed_up(scene: Scene, last: int, total: Decimal | None) -> bool:
    """Whether a number behind count ``last`` is the sum of a total and its seeming parts: "five in Homs, three in Hama and two in Idlib, ten in all"."""
    following = scene.counts[last + 1].numeral if last + 1 < len(scene.counts) else None
    return following is not None and total is not None and following.value == 2 * total


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

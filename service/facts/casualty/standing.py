"""Which claim stands for each count of a sentence, and the mention that it makes."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.breakdowns import breakdown, totals
from service.facts.casualty.checks import weak
from service.facts.casualty.claims import Claim
from service.facts.casualty.frames import claims
from service.facts.casualty.normalise import casualty
from service.facts.casualty.parts import parts
from service.facts.casualty.phrases import Count
from service.facts.casualty.restated import of_those, restated
from service.facts.casualty.scene import Scene, scene
from service.facts.clause.words import BE
from service.model import Kind, Mention, Span
from service.reading import Reading
from service.transcript.sentences import Sentence

_SEVERITY = {"killed": 0, "sexual_violence": 1, "abused": 2, "missing": 3, "injured": 4, "detained": 5, "displaced": 6, "infected": 7, "affected": 8}


def settled_claims(reading: Reading, sentence: Sentence) -> dict[int, Claim]:
    """The claim that stands for each count of a sentence: the strongest, then the gravest harm; parts and breakdowns after them."""
    seen = scene(reading, sentence)
    if not seen.counts:
        return {}
    best: dict[int, Claim] = {}
    for claim in claims(seen):
        if weak(seen, claim):
            continue
        held = best.get(claim.of)
        if held is None or _weight(claim) < _weight(held):
            best[claim.of] = claim
    if best and len(seen.counts) == 1:
        return best  # what follows tells of other counts
    best = {n: best[n] for n in sorted(best)}
    best |= parts(seen, best)
    best |= breakdown(seen, {n: best[n] for n in sorted(best)})
    best |= _nearer(seen, best)
    best |= totals(seen, best)
    best |= of_those(seen, best)
    best = {n: best[n] for n in sorted(best)}
    best |= restated(seen, best)
    return {n: best[n] for n in sorted(best)}


def _nearer(seen: Scene, best: dict[int, Claim]) -> dict[int, Claim]:
    """Parts of the number nearest before them that goes on with a count: "40 died in York and 60 in Hull, among them nine children" says nine of the 60."""
    found: dict[int, Claim] = {}
    for n, claim in best.items():
        if claim.rule != "casualty.part" or claim.part_of is None or not 0 <= claim.part_of < n:
            continue
        between = [k for k in range(claim.part_of + 1, n) if k in best and best[k].rule == "casualty.breakdown" and best[k].part_of is None]
        if between and best[between[-1]].harm == claim.harm and _size(seen, between[-1]) > _size(seen, n):
            found[n] = claim._replace(part_of=between[-1])
    return found


def _size(seen: Scene, n: int) -> Decimal:
    """The number of a count, as far as it is told."""
    numeral = seen.counts[n].numeral
    return Decimal(1) if numeral is None else numeral.value or numeral.low or Decimal(0)


def part_span(seen: Scene, claim: Claim) -> Span | None:
    """The mention of the count of its own sentence that a claim is part of."""
    return None if claim.part_of is None or claim.part_of < 0 else count_span(seen, seen.counts[claim.part_of])


def _weight(claim: Claim) -> tuple[int, bool, bool, int]:
    """The least stands: the strongest, death before all else, what the sentence says before a participle ("the man hurt on Monday was arrested"), the gravest."""
    return -claim.strength, claim.harm != "killed", not _is_main(claim), _SEVERITY[claim.harm]


def _is_main(claim: Claim) -> bool:
    """Whether a claim is what its sentence says of a subject by a finite verb."""
    return claim.rule == "casualty.subject" and claim.group is not None


def count_span(seen: Scene, count: Count) -> Span:
    """The offsets of a count's mention."""
    return Span(seen.reading.tokens.starts[count.first], seen.reading.tokens.ends[count.last - 1])


def mention_of(seen: Scene, claim: Claim, part_of: Span | None) -> Mention:
    """The mention that a claim makes, part of the mention over ``part_of``."""
    count = seen.counts[claim.of]
    rule_id = "casualty.none" if count.kind == "none" else "casualty.single" if count.kind in {"article", "name"} else claim.rule
    value = casualty(seen, claim, part_of)
    if _is_told(seen, claim):
        return seen.reading.mention(Kind.CASUALTIES, rule_id, count.first, count.last, value, claim.rule, "told")
    return seen.reading.mention(Kind.CASUALTIES, rule_id, count.first, count.last, value, claim.rule)


_INNER = frozenset({"not", "'t", "never", "no", "would", "could", "should", "might", "cannot", "unable", "yet", "still"})
"""Words with which a harm itself may begin: "did not survive", "could have survived", "yet to be found"."""


def _is_told(seen: Scene, claim: Claim) -> bool:
    """Whether the verb of a claim puts it forward as a fact: finite, without a modal or a negation that is not the harm's own."""
    inner = seen.norms[claim.at] in _INNER
    group = claim.group
    if group is None and claim.rule == "casualty.anaphora":
        behind = seen.counts[claim.of].end
        return seen.norm(behind) in BE and seen.tag(behind + 1) not in "XTP"  # "you will hear, 41 are still in hotels"
    if group is None or claim.rule == "casualty.participle":
        return inner
    if group.infinitive and not (group.perfect or inner):
        return False
    return inner or (group.modal is None and not group.negated)

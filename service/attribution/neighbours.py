"""The cues that a paragraph of label-less text has by the paragraphs around it."""

from __future__ import annotations

from service.attribution.cues import WORDS
from service.attribution.paragraphs import Paragraph
from service.transcript.tokens import Tokens

_REPLIES = frozenset(
    (
        "turn.thanks",
        "turn.agrees",
        "turn.yes_no",
        "turn.first_person",
        "turn.can",
        "turn.answers",
        "turn.member_opens",
        "turn.bare_member",
        "turn.bare_friend",
    )
)
_OVER = WORDS["over"]
_LATER = WORDS["later"]
_CLOSING = WORDS["closing"]
_GIVES = frozenset(("give", "giving", "gave"))
_PROMISES = frozenset(("turn.can", "turn.answers", "turn.yes_no"))
_PROMISE = 26
"""Tokens at a paragraph's end in which its speaker gives way."""


def _whom(p: Paragraph) -> set[str]:
    """How a paragraph calls the members it does not name: by gender."""
    return {r.gender for r in p.bare if r.gender and r.bare}


def neighbours(tokens: Tokens, before: Paragraph, p: Paragraph, after: Paragraph | None, leading: Paragraph) -> None:
    """Adds to a paragraph the cues that it has by the paragraphs around it; ``leading`` is the last that leads into a block quote before it."""
    starts = p.starts
    if before.question:
        starts.add("turn.before_asks")
        replies = not (p.opens.isdisjoint(_REPLIES) and p.starts.isdisjoint(_REPLIES))
        if replies:
            starts.add("turn.reply")
        elif not before.to_person:
            starts.add("turn.rhetorical")
        if before.to_person:
            starts.add("turn.before_asks_person")
            if replies:
                starts.add("turn.reply_to_person")
        if p.question:
            starts.add("turn.asks_again")
    elif p.question:
        starts.add("turn.asks_after_statement")
    if p.question and after is not None and not after.opens.isdisjoint(_REPLIES):
        starts.add("turn.reply_follows")
    _behind(tokens, before, p)
    if p.bare:
        _called(before, p, after, leading)
    if before.quoted:
        starts.add("turn.before_quoted")
    if before.oral:
        starts.add("turn.before_oral_question")
    if before.size < 14:
        starts.add("turn.before_short")
    if before.size < 45:
        starts.add("turn.before_brief")
    if before.size > 135:
        starts.add("turn.before_long")
    if after is not None and after.size < 14:
        starts.add("turn.after_short")
    if before.listed and not p.listed and not p.quoted:
        starts.add("turn.after_list")
    if p.spoken_of != before.spoken_of:
        starts.add("turn.switch" if p.spoken_of else "turn.switch_back")


def _behind(tokens: Tokens, before: Paragraph, p: Paragraph) -> None:
    """The cues of how the paragraph before ends."""
    starts = p.starts
    norms = tokens.norms
    stop = before.last - 1
    end = tokens.words[stop]
    if "turn.rises" in before.opens:
        starts.add("turn.before_rises")
    elif end in ":," or (end[-1].isalnum() and not before.listed and not before.oral):
        starts.add("turn.before_colon")
    elif end in "—–-":
        starts.add("turn.before_breaks_off")
    tail = norms[max(before.first, stop - 14) : stop + 1]
    if "move" in tail[-3:] and "beg" in tail[-6:]:
        starts.add("turn.before_moves")
    if before.size < 60:
        yields = norms[max(before.first, stop - _PROMISE) : stop + 1]
        if "way" in yields and not _GIVES.isdisjoint(yields):
            starts.add("turn.before_gives_way")
            now = yields[: yields.index("but")] if "but" in yields else yields
            if "way" in now and "to" in now[now.index("way") :] and _LATER.isdisjoint(now):
                starts.add("turn.before_hands_over")
    if "call" in tail and ("i" in tail or before.size < 20):
        starts.add("turn.before_calls")
    elif "turn.chair_opens" in before.opens and before.size < 120 and not before.listed:
        starts.add("turn.before_chair")
    if before.size < 14 and not before.opens.isdisjoint(_PROMISES):
        starts.add("turn.before_says_i_will")
    if not _CLOSING.isdisjoint(tail) and ("i" in tail or "we" in tail):
        starts.add("turn.before_closes")
    if not before.question:
        if before.size < 45 and "turn.thanks" in before.opens:
            starts.add("turn.before_thanks")
        if before.size > 40 and not _OVER.isdisjoint(tail):
            starts.add("turn.before_debate_ends")


def _called(before: Paragraph, p: Paragraph, after: Paragraph | None, leading: Paragraph) -> None:
    """The cues of whom a paragraph calls and its neighbours do not."""
    starts = p.starts
    ours, theirs = _whom(p), _whom(before)
    if ours and theirs and ours.isdisjoint(theirs):
        starts.add("turn.other_gender")
    allies, others = {r.ally for r in p.bare if r.bare}, {r.ally for r in before.bare if r.bare}
    if allies and others and allies.isdisjoint(others):
        starts.add("turn.other_side")
    floor = {r.office or r.gender for r in p.bare}
    if floor.isdisjoint({r.office or r.gender for r in before.bare}) and (
        after is None or floor.isdisjoint({r.office or r.gender for r in after.bare})
    ):
        starts.add("turn.contrast")
        p.asker.add("asker.contrast")
    if (p.question or "turn.asks_first" in p.opens) and not before.question and leading.size < 120 and not ours.isdisjoint(_whom(leading)):
        starts.add("turn.same_person")

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
        replies = bool(p.opens & _REPLIES or p.starts & _REPLIES)
        if replies:
            starts.add("turn.reply")
        if not replies and not before.to_person:
            starts.add("turn.rhetorical")
        if before.to_person:
            starts.add("turn.before_asks_person")
            if replies:
                starts.add("turn.reply_to_person")
        if p.question:
            starts.add("turn.asks_again")
    elif p.question:
        starts.add("turn.asks_after_statement")
    if p.question and after is not None and after.opens & _REPLIES:
        starts.add("turn.reply_follows")
    words, norms = tokens.words, tokens.norms
    stop = before.last - 1
    end = words[stop]
    rises = "turn.rises" in before.opens
    if not rises:
        if end in ":," or (end[-1].isalnum() and not before.listed and not before.oral):
            starts.add("turn.before_colon")
        elif end in "—–-":
            starts.add("turn.before_breaks_off")
    else:
        starts.add("turn.before_rises")
    tail = norms[max(before.first, stop - 14) : stop + 1]
    if "move" in tail[-3:] and "beg" in tail[-6:]:
        starts.add("turn.before_moves")
    yields = norms[max(before.first, stop - _PROMISE) : stop + 1]
    if "way" in yields and {"give", "giving", "gave"} & set(yields) and before.size < 60:
        starts.add("turn.before_gives_way")
        now = yields[: yields.index("but")] if "but" in yields else yields
        if "way" in now and "to" in now[now.index("way") :] and not set(now) & _LATER:
            starts.add("turn.before_hands_over")
    if "call" in tail and ("i" in tail or before.size < 20):
        starts.add("turn.before_calls")
    elif "turn.chair_opens" in before.opens and before.size < 120 and not before.listed:
        starts.add("turn.before_chair")
    if before.size < 14 and before.opens & {"turn.can", "turn.answers", "turn.yes_no"}:
        starts.add("turn.before_says_i_will")
    ours, theirs = _whom(p), _whom(before)
    if ours and theirs and not ours & theirs:
        starts.add("turn.other_gender")
    allies, others = {r.ally for r in p.bare if r.bare}, {r.ally for r in before.bare if r.bare}
    if allies and others and not allies & others:
        starts.add("turn.other_side")
    floor = {r.office or r.gender for r in p.bare}
    if (
        floor
        and not floor & {r.office or r.gender for r in before.bare}
        and (after is None or not floor & {r.office or r.gender for r in after.bare})
    ):
        starts.add("turn.contrast")
        p.asker.add("asker.contrast")
    if set(tail) & _CLOSING and ("i" in tail or "we" in tail):
        starts.add("turn.before_closes")
    if (p.question or "turn.asks_first" in p.opens) and not before.question and _whom(p) & _whom(leading) and leading.size < 120:
        starts.add("turn.same_person")
    if "turn.thanks" in before.opens and before.size < 45 and not before.question:
        starts.add("turn.before_thanks")
    if set(tail) & _OVER and not before.question and before.size > 40:
        starts.add("turn.before_debate_ends")
    for flag, cue in (
        (before.quoted, "before_quoted"), (before.oral, "before_oral_question"), (before.size < 14, "before_short"), (before.size < 45, "before_brief"),
        (before.size > 135, "before_long"), (after is not None and after.size < 14, "after_short"), (before.listed and not p.listed and not p.quoted, "after_list"),
        (p.spoken_of and not before.spoken_of, "switch"), (before.spoken_of and not p.spoken_of, "switch_back"),
    ):  # fmt: skip
        if flag:
            starts.add(f"turn.{cue}")

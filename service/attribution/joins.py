"""Turns that one person is known to speak by how a debate is run: who asked to intervene does, who asked a question follows it up."""

from __future__ import annotations

from service.attribution.scene import Scene

_ASKS, _MAY_ASK, _HOLDS = 0.55, 0.35, 0.3
"""Probabilities of asking: of a supplementary, of an intervention, and of an answer at most."""
_INTERVENTION = 300
"""Tokens of an intervention at most."""
_ORAL = 60
"""Tokens of a question as the order paper prints it."""
_REQUEST, _CONSENT = 14, 40
"""Tokens of a request to give way, and of the holder's consent."""
_REFUSES = frozenset(("no", "not", "later", "moment", "progress", "minute", "shortly", "after", "before", "then"))


def interveners(s: Scene) -> dict[int, int]:
    """Of each intervention that somebody asked to make, the turn in which they did: "Will she give way?", "I will.", the intervention."""
    norms = s.reading.tokens.norms
    found: dict[int, int] = {}
    for turn in range(len(s.drafts) - 2):
        if not s.together(turn, turn + 2) or s.size(turn) > _REQUEST or s.chair[turn + 1] or s.chair[turn + 2]:
            continue
        first, last = s.extents[turn]
        asks = {"give", "way", "?"} <= set(norms[first:last])
        first, last = s.extents[turn + 1]
        consents = norms[first:last]
        if not asks or last - first > _CONSENT or _REFUSES & set(consents):
            continue
        gives = ("way" in consents and bool({"give", "giving"} & set(consents))) or consents[:2] in (
            ["i", "will"],
            ["of", "course"],
            ["very", "well"],
            ["yes", "."],
        )
        if gives and s.size(turn + 2) < _INTERVENTION and s.drafts[turn + 2].asker >= _MAY_ASK:
            found[turn + 2] = turn
    return found


def supplementaries(s: Scene) -> dict[int, int]:
    """Of each supplementary question the turn of the question on the order paper that it follows up.

    Questions grouped on the order paper are answered together, and their askers follow up in the same order.
    """
    found: dict[int, int] = {}
    turn = 0
    while turn < len(s.drafts):
        first = turn
        while turn < len(s.drafts) and s.together(first, turn) and "turn.oral_question" in s.heads[turn] and s.size(turn) < _ORAL:
            turn += 1
        for n in range(turn - first):
            answer, follows_up = turn + 2 * n, turn + 2 * n + 1
            if (
                not s.together(first, follows_up)
                or s.drafts[answer].asker > _HOLDS
                or s.drafts[follows_up].asker < (_ASKS if n else _MAY_ASK)
                or s.chair[follows_up]
            ):
                break
            found[follows_up] = first + n
        turn = max(turn, first + 1)
    return found

"""How the clause that holds a fact puts it forward: asserted, negated, questioned, hypothetical or planned."""

from __future__ import annotations

from service.model import Assertion, Mention
from service.reading import Reading
from service.transcript.sentences import Sentence


def assertion(reading: Reading, sentence: Sentence, mention: Mention) -> Assertion:
    """The assertion of ``mention`` in ``sentence``."""
    return Assertion.QUESTIONED if sentence.question else Assertion.ASSERTED

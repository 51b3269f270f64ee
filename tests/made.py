"""A document with a fact of every kind and every field filled, made by hand, so that what is written does not hang on what is found."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from service.model import (
    Anchor,
    Assertion,
    Attribution,
    Basis,
    Bounded,
    CalendarDate,
    Casualty,
    Evidence,
    Extraction,
    Fact,
    Grain,
    Group,
    Harm,
    Kind,
    Money,
    Options,
    Qualifier,
    Quantity,
    Quote,
    Refusal,
    Section,
    Span,
    Speaker,
    SpeakerKind,
    TimeSpan,
    Turn,
    Warning,
)  # fmt: skip
from service.transcript.document import Block, Document, SectionMark

TEXT = (
    "Flood debate\n"
    "Ann 🙂 Lee: =SUM(A1) cost £1.5 million a year, the Flood Office said. At least 14 people, including three children, were killed by the flood\n"
    "in Corrow in March 2023. “We paid, 38% of it”, said the mayor."
)


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def bounded(value: str | None, low: str | None, high: str | None, qualifier: Qualifier) -> Bounded:
    return Bounded(*(None if n is None else Decimal(n) for n in (value, low, high)), qualifier)


def extraction() -> Extraction:
    turn = Span(TEXT.index("Ann"), len(TEXT))
    sentences = [Span(TEXT.index("=SUM"), TEXT.index(" At least")), Span(TEXT.index("At least"), TEXT.index(" “")), Span(TEXT.index("“"), len(TEXT))]

    def fact(id: str, kind: Kind, words: Span, sentence: int, value: object, source: str | None = None, **links: str) -> Fact:
        cue = span("said") if source else None
        who = Attribution("p1", source, Basis.REPORTED_SPEECH if source else Basis.TURN, cue, 0.8, "attribution.made" if source else None)
        rule = f"{kind.value}.made"
        return Fact(id, kind, *words, sentences[sentence], "t1", who, Assertion.ASSERTED, rule, 0.9, value, links)

    money = Money(bounded("1.5E+6", "1.5E+6", "1.5E+6", Qualifier.EXACT), "GBP", (), "year")
    formula = Money(bounded("0.50", None, None, Qualifier.ABOUT), None, ("USD", "CAD"), None)
    killed = Casualty(
        bounded("14", "14", None, Qualifier.AT_LEAST), Harm.KILLED, span("people"), (Group.CIVILIAN,), None, span("the Flood Office"), span("the flood"),
        span("Corrow"), span("March 2023"),
    )  # fmt: skip
    children = Casualty(bounded("3", "3", "3", Qualifier.EXACT), Harm.KILLED, span("children"), (Group.CHILD, Group.CIVILIAN))
    date = CalendarDate("date", "2023-03", dt.date(2023, 3, 1), dt.date(2023, 3, 31), Grain.MONTH, False, Anchor("2024", "text"))
    return Extraction(
        (Section("s1", 0, len(TEXT), Span(0, 12), dt.date(2024, 1, 1), dt.date(2024, 1, 31)),),
        (Turn("t1", *turn, "p1", "s1", TimeSpan(61.5, 70.0), 0.7, (Evidence(*span("Ann"), "label"),)),),
        (
            Speaker("p1", "Ann Lee", "Ann 🙂 Lee", SpeakerKind.PERSON, "Chair", "Vale Assembly", (span("Ann 🙂 Lee"),)),
            Speaker("p2", "Flood Office", "Flood Office", SpeakerKind.ORGANISATION, None, None, (span("the Flood Office"),)),
            Speaker("p3", None, "the mayor", SpeakerKind.OFFICE, "mayor", None, (span("the mayor"),)),
        ),
        {
            Kind.MONEY: (fact("m1", Kind.MONEY, span("=SUM(A1)"), 0, formula), fact("m2", Kind.MONEY, span("£1.5 million"), 0, money, "p2")),
            Kind.CASUALTIES: (
                fact("c1", Kind.CASUALTIES, span("14 people"), 1, killed, date="d1"),
                fact("c2", Kind.CASUALTIES, span("three children"), 1, children, subset_of="c1"),
            ),
            Kind.DATES: (fact("d1", Kind.DATES, span("March 2023"), 1, date),),
            Kind.QUANTITIES: (fact("n1", Kind.QUANTITIES, span("38%"), 2, Quantity(bounded("38", "38", "38", Qualifier.EXACT), "percentage", "ratio", "cost")),),
            Kind.QUOTES: (fact("q1", Kind.QUOTES, span("We paid, 38% of it"), 2, Quote("direct", "We paid, 38% of it"), "p3"),),
        },
        (Warning("made", "Made by hand."),),
        (Refusal(*span("A1"), "money.made", "a cell"),),
    )  # fmt: skip


def document() -> Document:
    return Document(TEXT, "labelled", (Block(0, len(TEXT)),), (SectionMark(0, len(TEXT), Span(0, 12)),))


def options(**more: object) -> Options:
    return Options(**{"id": "made.txt", "reference_date": dt.date(2024, 1, 31), "metadata": {"desk": "home"}, "explain": True, **more})  # type: ignore[arg-type]

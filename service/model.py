"""The types that travel down the pipeline.

``bytes -> Document -> Reading (tokens, sentences) -> Mention -> Fact -> Extraction -> response``

All offsets are half-open code points of ``Document.text``, the text as it is read; ``Document.offsets`` leads back to
the text as the caller sent it. Ids are given when the Extraction is assembled; until then facts point at each other by Span.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Checkpoint = Callable[[], None]
"""Called between sections and sentences; raises when the caller's deadline has passed."""


def no_checkpoint() -> None:
    """The checkpoint of a caller without a deadline."""


class Span(NamedTuple):
    """Half-open code points of ``Document.text``."""

    start: int
    end: int


class Kind(StrEnum):
    """The five kinds of fact; the value is the response's key."""

    MONEY = "money"
    CASUALTIES = "casualties"
    DATES = "dates"
    QUANTITIES = "quantities"
    QUOTES = "quotes"


class Qualifier(StrEnum):
    """How a number is bounded: see the contract's table."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


class Bounded(NamedTuple):
    """A number with its bounds; a null bound is unknown or open."""

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: Qualifier


class Harm(StrEnum):
    """What came to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    SEXUAL_VIOLENCE = "sexual_violence"
    ABUSED = "abused"
    INFECTED = "infected"
    AFFECTED = "affected"


class Group(StrEnum):
    """What the people counted are."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    ELDERLY = "elderly"
    AID_WORKER = "aid_worker"
    JOURNALIST = "journalist"
    MEDIC = "medic"
    OFFICIAL = "official"
    POLICE = "police"
    MIGRANT = "migrant"


class Grain(StrEnum):
    """The unit that a date expression counts in, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Assertion(StrEnum):
    """How the clause that holds a fact puts it forward."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    QUESTIONED = "questioned"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"


class Basis(StrEnum):
    """On what words an attribution rests."""

    TURN = "turn"
    REPORTED_SPEECH = "reported_speech"
    QUOTATION = "quotation"
    ACCORDING_TO = "according_to"
    PUBLICATION = "publication"


class SpeakerKind(StrEnum):
    """What a speaker or source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OFFICE = "office"
    GROUP = "group"
    UNKNOWN = "unknown"


# --- what the caller asks -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person whom the caller knows to speak."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None


SENTENCE_TOKENS = 600
"""Words and marks after which a sentence without a stop (speech-to-text) is cut, unless told otherwise, so that sentence-local work stays bounded."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a request asks for beside its text. ``format`` is what the document was read as, not ``auto``."""

    reference_date: dt.date | None = None
    locale: str = "en-GB"
    include: frozenset[Kind] = frozenset(Kind)
    offset_unit: str = "codepoint"
    explain: bool = False
    id: str | None = None
    metadata: Mapping[str, str] | None = None
    roster: tuple[RosterEntry, ...] = ()
    sentence_tokens: int = SENTENCE_TOKENS


# --- what rules find ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units of ``currency`` (ISO 4217); ``currency`` None where ``candidates`` leave it open."""

    amount: Bounded
    currency: str | None
    candidates: tuple[str, ...] = ()
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """A number of people that came to one harm. ``subset_of`` and ``date`` are the spans of other mentions."""

    count: Bounded
    harm: Harm
    victims: Span | None = None
    groups: tuple[Group, ...] = ()
    subset_of: Span | None = None
    perpetrator: Span | None = None
    cause: Span | None = None
    place: Span | None = None
    date: Span | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day or stretch that a relative date was counted from, as EDTF, and where it was taken from."""

    date: str
    basis: str  # request | section | turn | text


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A point or stretch of the calendar; ``value`` is EDTF (ISO 8601-2), bounds are inclusive days."""

    type: str  # date | interval
    value: str | None
    earliest: dt.date | str | None
    latest: dt.date | str | None
    grain: Grain
    relative: bool
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Any other figure; ``unit`` by quantulum3's singular name, null for a count, whose noun is in ``noun``."""

    quantity: Bounded
    unit: str | None
    dimension: str
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a source is reported to have said. ``source`` and ``cue`` are the spans that credit them."""

    type: str  # direct | mixed | indirect
    content: str
    source: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """What one rule found: a span, and the value read from it.

    ``first`` and ``last`` are half-open token indices; ``evidence`` names what speaks for or against the reading and is
    weighed into the confidence.
    """

    kind: Kind
    rule: str
    start: int
    end: int
    first: int
    last: int
    value: object
    evidence: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that was read and is no fact, and why: returned as ``rejected`` when the caller asks to explain."""

    start: int
    end: int
    rule: str
    reason: str


# --- what comes out -------------------------------------------------------------------------------------------------


class Attribution(NamedTuple):
    """Who says a fact in the transcript, and whom they credit with it (ids of speakers), by which rule; all null in a heading."""

    speaker: str | None
    source: str | None
    basis: Basis | None
    cue: Span | None
    confidence: float | None
    rule: str | None = None


class Fact(NamedTuple):
    """A mention with its place, attribution, assertion and confidence."""

    id: str
    kind: Kind
    start: int
    end: int
    sentence: Span
    turn: str | None
    attribution: Attribution
    assertion: Assertion
    rule: str
    confidence: float
    value: object
    """Money, Casualty, CalendarDate, Quantity or Quote."""
    links: Mapping[str, str]
    """Ids of other facts by field name: ``subset_of``, ``date``."""
    evidence: tuple[str, ...] = ()
    """What speaks for and against it: keys of the weights that its confidence is the sum of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a turn's speaker or boundary, and the cue's id."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Section:
    """A debate, item or page; ``earliest`` and ``latest`` bound the day on which it was said."""

    id: str
    start: int
    end: int
    heading: Span | None
    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Seconds from the recording's start."""

    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch of the transcript."""

    id: str
    start: int
    end: int
    speaker: str | None
    section: str | None
    time: TimeSpan | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Anyone who speaks in the transcript or is credited in it; one entry each."""

    id: str
    name: str | None
    label: str | None
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that the caller should know of a good answer."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is found in one document."""

    sections: tuple[Section, ...]
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    facts: Mapping[Kind, tuple[Fact, ...]]
    warnings: tuple[Warning, ...]
    rejected: tuple[Refusal, ...] = ()

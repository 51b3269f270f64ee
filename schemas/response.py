"""What goes out: one schema for each object of an answer. They describe and check; answers are written straight from dataclasses."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.fields import Amount, Choice, Day, Flag, Number, Share, Text, Whole
from schemas.request import FORMAT_NAMES, KINDS, LOCALES, OFFSET_UNITS
from service.model import Assertion, Basis, Grain, Group, Harm, Qualifier, SpeakerKind
from service.output import WRITERS

_DIMENSIONS = (
    "count", "ratio", "duration", "length", "area", "volume", "mass", "temperature", "speed", "energy", "power", "data", "age", "frequency",
    "magnitude", "other",
)  # fmt: skip


def _text(**keywords: Any) -> Text:
    return Text(required=True, **keywords)


def _nullable() -> Text:
    return Text(required=True, allow_none=True)


def _id(letters: str) -> Text:
    return Text(required=True, validate=validate.Regexp(f"^{letters}[0-9]+$"))


def _of(values: Any, **keywords: Any) -> Choice:
    return Choice(tuple(values), required=True, **keywords)


def _offset() -> Whole:
    return Whole(required=True, validate=validate.Range(min=0))


def _many(schema: type[Schema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True)


def _one(schema: type[Schema], **keywords: Any) -> fields.Nested:
    return fields.Nested(schema, required=True, **keywords)


class RangeSchema(Schema):
    """Half-open."""

    start = _offset()
    end = _offset()


class WordsSchema(RangeSchema):
    """A span with its words; ``plain`` only where it runs over markup."""

    text = _text()
    plain = Text()


class DocumentSchema(Schema):
    """What was read."""

    id = _nullable()
    metadata = fields.Dict(keys=Text(), values=Text(), required=True, allow_none=True)
    length = _offset()
    format = _text()
    locale = _of(LOCALES)
    reference_date = Day(required=True, allow_none=True)
    offset_unit = _of(OFFSET_UNITS)
    sha256 = _text(validate=validate.Regexp("^[0-9a-f]{64}$"))
    text = Text()


class DayRangeSchema(Schema):
    """First and last day, inclusive."""

    earliest = Day(required=True, allow_none=True)
    latest = Day(required=True, allow_none=True)


class SectionSchema(RangeSchema):
    """A debate, item or page."""

    id = _id("s")
    heading = _nullable()
    date = _one(DayRangeSchema, allow_none=True)


class TimeSchema(Schema):
    """Seconds from the recording's start."""

    start = Number(required=True, allow_none=True)
    end = Number(required=True, allow_none=True)


class EvidenceSchema(WordsSchema):
    """Words that speak for a turn's speaker, and the cue that they are."""

    cue = _text()


class TurnSchema(RangeSchema):
    """One speaker's stretch of the transcript."""

    id = _id("t")
    speaker = _nullable()
    section = _nullable()
    time = _one(TimeSchema, allow_none=True)
    confidence = Share(required=True)
    evidence = _many(EvidenceSchema)


class SpeakerSchema(Schema):
    """Anyone who speaks in the transcript or is credited in it."""

    id = _id("p")
    name = _nullable()
    label = _nullable()
    kind = _of(SpeakerKind)
    role = _nullable()
    affiliation = _nullable()
    mentions = _many(WordsSchema)


class AttributionSchema(Schema):
    """Who says a fact, and whom they credit with it."""

    speaker = _nullable()
    source = _nullable()
    basis = _of(Basis, allow_none=True)
    cue = _one(WordsSchema, allow_none=True)
    confidence = Share(required=True, allow_none=True)
    rule = _nullable()


class BoundedDecimalSchema(Schema):
    """A number with its bounds as decimal strings."""

    value = Amount(required=True, allow_none=True)
    min = Amount(required=True, allow_none=True)
    max = Amount(required=True, allow_none=True)
    qualifier = _of(Qualifier)


def _count() -> Whole:
    return Whole(required=True, allow_none=True, validate=validate.Range(min=0))


class BoundedIntegerSchema(Schema):
    """A count with its bounds."""

    value = _count()
    min = _count()
    max = _count()
    qualifier = _of(Qualifier)


class FactSchema(WordsSchema):
    """What every fact has."""

    id = _id("[mcdnq]")
    sentence = _one(RangeSchema)
    turn = _nullable()
    attribution = _one(AttributionSchema)
    assertion = _of(Assertion)
    rule = _text()
    confidence = Share(required=True)


class MoneySchema(FactSchema):
    """An amount of money."""

    amount = _one(BoundedDecimalSchema)
    currency = Text(required=True, allow_none=True, validate=validate.Regexp("^[A-Z]{3}$"))
    currency_candidates = fields.List(Text(validate=validate.Regexp("^[A-Z]{3}$")), required=True)
    per = _nullable()


class CasualtySchema(FactSchema):
    """A number of people that came to harm."""

    count = _one(BoundedIntegerSchema)
    harm = _of(Harm)
    victims = _one(WordsSchema, allow_none=True)
    groups = fields.List(Choice(tuple(Group)), required=True)
    subset_of = _nullable()
    perpetrator = _one(WordsSchema, allow_none=True)
    cause = _one(WordsSchema, allow_none=True)
    place = _one(WordsSchema, allow_none=True)
    date = _nullable()


class AnchorSchema(Schema):
    """What a relative date was counted from."""

    date = _text()
    basis = _of(("request", "section", "turn", "text"))


class DateSchema(FactSchema):
    """A point or stretch of the calendar."""

    type = _of(("date", "interval"))
    value = _nullable()
    earliest = _nullable()
    latest = _nullable()
    grain = _of(Grain)
    relative = Flag(required=True)
    anchor = _one(AnchorSchema, allow_none=True)


class QuantitySchema(FactSchema):
    """Any other figure."""

    quantity = _one(BoundedDecimalSchema)
    unit = _nullable()
    dimension = _of(_DIMENSIONS)
    noun = _nullable()


class QuoteSchema(FactSchema):
    """What a source is reported to have said."""

    type = _of(("direct", "mixed", "indirect"))
    content = _text()


class RejectedSchema(WordsSchema):
    """A number that was read and is no fact."""

    rule = _text()
    reason = _text()


class WarningSchema(Schema):
    """Something to know of a good answer."""

    code = _text()
    detail = _text()


class VersionSchema(Schema):
    """Of the service and of its rules."""

    service = _text()
    rules = _text(validate=validate.Regexp("^[0-9a-f]{64}$"))


class ExtractionSchema(Schema):
    """All that was found in one transcript."""

    document = _one(DocumentSchema)
    sections = _many(SectionSchema)
    turns = _many(TurnSchema)
    speakers = _many(SpeakerSchema)
    money = _many(MoneySchema)
    casualties = _many(CasualtySchema)
    dates = _many(DateSchema)
    quantities = _many(QuantitySchema)
    quotes = _many(QuoteSchema)
    warnings = _many(WarningSchema)
    rejected = fields.List(fields.Nested(RejectedSchema))
    version = _one(VersionSchema)


class BatchEndSchema(Schema):
    """The last line of a batch's answer."""

    end = Flag(required=True, validate=validate.Equal(True))
    count = _offset()


class FieldErrorSchema(Schema):
    """One field at fault."""

    pointer = _text()
    detail = _text()
    limit = Whole()
    actual = Whole()


_TYPE = "^/problems/[a-z-]+$"


class ProblemSchema(Schema):
    """RFC 9457."""

    type = _text(validate=validate.Regexp(_TYPE))
    title = _text()
    status = Whole(required=True, validate=validate.Range(min=400, max=599))
    detail = _text()
    instance = _text()
    errors = fields.List(fields.Nested(FieldErrorSchema))
    limit = Whole()
    actual = Whole()


class BatchProblemSchema(Schema):
    """A problem in the place of a line of a batch."""

    id = _nullable()
    type = _text(validate=validate.Regexp(_TYPE))
    title = _text()
    status = Whole(required=True, validate=validate.Range(min=400, max=599))
    detail = _text()
    errors = fields.List(fields.Nested(FieldErrorSchema))
    limit = Whole()
    actual = Whole()


class FormatInfoSchema(Schema):
    """A format that is read."""

    name = _of(FORMAT_NAMES)
    media_types = fields.List(Text(), required=True)
    description = _text()


class LimitsSchema(Schema):
    """What a caller can run into."""

    body_bytes = Whole(required=True)
    text_characters = Whole(required=True)
    segments = Whole(required=True)
    roster = Whole(required=True)
    nesting = Whole(required=True)
    batch_lines = Whole(required=True)
    batch_bytes = Whole(required=True)
    deadline = Number(required=True)
    body_seconds = Number(required=True)
    in_flight = Whole(required=True)
    sentence_tokens = Whole(required=True)


class InfoSchema(Schema):
    """What an instance is and takes."""

    name = _text()
    version = _one(VersionSchema)
    kinds = fields.List(Choice(KINDS), required=True)
    formats = _many(FormatInfoSchema)
    locales = fields.List(Choice(LOCALES), required=True)
    offset_units = fields.List(Choice(OFFSET_UNITS), required=True)
    outputs = fields.List(Choice(tuple(WRITERS)), required=True)
    limits = _one(LimitsSchema)
    workers = Whole(required=True, validate=validate.Range(min=1))


class RuleExampleSchema(Schema):
    """A text that a rule fires in, and where."""

    text = _text()
    start = Whole(required=True, allow_none=True)
    end = Whole(required=True, allow_none=True)


class RuleSchema(Schema):
    """A rule, explained."""

    id = _text()
    kind = _of(KINDS, allow_none=True)
    description = _text()
    examples = _many(RuleExampleSchema)


class RuleListSchema(Schema):
    """Every rule."""

    rules = _many(RuleSchema)


class ProblemTypeSchema(Schema):
    """What a type of problem means."""

    type = _text(validate=validate.Regexp(_TYPE))
    title = _text()
    status = Whole(required=True, validate=validate.Range(min=400, max=599))
    description = _text()


class ProblemTypeListSchema(Schema):
    """Every type of problem."""

    problems = _many(ProblemTypeSchema)


class HealthSchema(Schema):
    """How the process is."""

    status = _of(("alive", "ready"))

"""Fields that take only what the contract says: marshmallow's own also read ``"3"``, ``"yes"`` and ``20240101``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Text(fields.String):
    """A string; with ``nonempty`` at least one character long."""

    default_error_messages = {"invalid": "Not a string.", "null": "May not be null."}

    def __init__(self, *, nonempty: bool = False, **keywords: Any) -> None:
        if nonempty:
            keywords["validate"] = validate.Length(min=1, error="May not be empty.")
        super().__init__(**keywords)


class Choice(Text):
    """One of a closed set of strings."""

    def __init__(self, choices: tuple[str, ...], **keywords: Any) -> None:
        super().__init__(validate=validate.OneOf(choices, error="Must be one of: {choices}."), **keywords)


class Whole(fields.Integer):
    """A JSON integer: no string, no fraction, no boolean."""

    default_error_messages = {"invalid": "Not an integer.", "null": "May not be null."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **keywords: Any) -> Any:
        if type(value) is not int:
            raise self.make_error("invalid")
        return value


class Number(fields.Float):
    """A JSON number, and a finite one."""

    default_error_messages = {"invalid": "Not a number.", "finite": "Must be finite.", "null": "May not be null."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **keywords: Any) -> Any:
        if type(value) not in {int, float}:
            raise self.make_error("invalid")
        try:
            number = float(value)
        except OverflowError:
            raise self.make_error("finite") from None
        if not math.isfinite(number):
            raise self.make_error("finite")
        return number


class Seconds(Number):
    """A number that is not negative."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(validate=validate.Range(min=0, error="Must not be negative."), **keywords)


class Share(Number):
    """A number from 0 to 1."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(validate=validate.Range(min=0, max=1), **keywords)


class Flag(fields.Boolean):
    """JSON true or false."""

    default_error_messages = {"invalid": "Must be true or false.", "null": "May not be null."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **keywords: Any) -> Any:
        if type(value) is not bool:
            raise self.make_error("invalid")
        return value


class Day(fields.Date):
    """``YYYY-MM-DD``, and a day that the calendar has."""

    default_error_messages = {"invalid": "Not a day of the calendar written YYYY-MM-DD.", "null": "May not be null."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **keywords: Any) -> Any:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid")
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid") from None


class Amount(fields.String):
    """A decimal number as a string, never a float: ``"43300000"``, ``"0.50"``."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(validate=validate.Regexp(r"^-?[0-9]+(\.[0-9]+)?$"), **keywords)

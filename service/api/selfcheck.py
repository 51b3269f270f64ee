"""Reads one sentence before the service calls itself ready: it warms every cache that is filled on first use, and shows that rules work."""

from __future__ import annotations

from service.api.logs import log
from service.bulk import extract_many

_SENTENCE = (
    "Mrs Vane (Ashby): Last year the ministry said that at least 40 people were killed and 12 children injured in the flood, "
    "and that £2.5 million, or 10% of the fund, was spent over 5 miles of river."
)


def reads_right() -> bool:
    """Whether the amount in a sentence of all kinds is read right."""
    (response,) = extract_many([{"text": _SENTENCE, "reference_date": "2024-05-01"}])
    right = [(fact["amount"]["value"], fact["currency"]) for fact in response.get("money", ())] == [("2500000", "GBP")]
    if not right:
        log.error("selfcheck", detail=response.get("detail", "the amount is not read right"))
    return right

"""Speech-to-text output in JSON: each service's shape as segments with a speaker and times in seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import orjson

from service.errors import TranscriptError
from service.transcript.document import Document
from service.transcript.formats.segments import Segment, from_segments

_SECONDS = re.compile(r"(\d+(?:\.\d+)?)s?")
Word = tuple[str, str | None, float | None, float | None, bool]
"""A word, its speaker, start and end in seconds, and whether it leans on the one before it (punctuation)."""


def load(text: str, format: str) -> Any:
    """The JSON of ``text``. Errors: TranscriptError where it is none."""
    try:
        return orjson.loads(text.lstrip("\ufeff"))
    except orjson.JSONDecodeError as error:
        raise TranscriptError(f"not {format}: no JSON at line {error.lineno}, column {error.colno}") from None


def read_speech(text: str, format: str) -> Document:
    """The document of speech-to-text JSON; its text is the segments' texts joined by one line break.

    Errors: TranscriptError where it is no JSON or not of this service's shape.
    """
    return read_loaded(load(text, format), format)


def read_loaded(data: Any, format: str) -> Document:
    """The document of JSON that is already loaded. Errors: as ``read_speech``."""
    segments = SERVICES[format](data)
    if segments is None:
        raise TranscriptError(f"not {format}: the JSON has another shape")
    kept = [s for s in segments if s.text.strip()]
    return from_segments(kept, format, merge=True)


def recognise(data: Any) -> str | None:
    """The service whose output ``data`` is, or None."""
    if isinstance(data, dict):
        keys = set(data)
        results = data.get("results")
        if "monologues" in keys:
            return "rev-ai"
        if isinstance(results, dict):
            return "deepgram" if "channels" in results or "utterances" in results else "aws-transcribe" if "items" in results else None
        if isinstance(results, list):
            return (
                "speechmatics"
                if results and isinstance(results[0], dict) and "alternatives" in results[0] and "type" in results[0]
                else "google-speech"
            )
        if "utterances" in keys or ("words" in keys and "audio_url" in keys):
            return "assemblyai"
        if "words" in keys and "speakers" in keys:
            return "speechmatics"
        segments = data.get("segments")
        if isinstance(segments, list) and (not segments or isinstance(segments[0], dict)):
            first = segments[0] if segments else {}
            if "body" in first or "startTime" in first:
                return "podcast"
            return "whisperx" if "word_segments" in keys or "speaker" in first else "whisper"
    return None


# --- reading what may not be there ----------------------------------------------------------------------------------


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _time(value: Any, scale: float = 1.0) -> float | None:
    """Seconds of a number, ``"1.5"``, ``"1.200s"`` or ``{"seconds": "1", "nanos": 200000000}``."""
    if isinstance(value, dict):
        whole, nanos = _time(value.get("seconds", 0)), _time(value.get("nanos", 0))
        return None if whole is None or nanos is None else whole + nanos / 1e9
    if isinstance(value, str):
        m = _SECONDS.fullmatch(value.strip())
        value = float(m[1]) if m else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        return None
    return round(value * scale, 6)


def _speaker(value: Any, prefix: str = "Speaker ") -> str | None:
    """A speaker as a label: names as they are, numbers and single letters behind ``prefix``."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return f"{prefix}{value}"
    name = _string(value).strip()
    return (f"{prefix}{name}" if len(name) == 1 or name.isdecimal() else name) or None


def _spoken(words: Iterable[Word]) -> list[Segment]:
    """Words as segments, one for each run of a speaker."""
    segments = []
    for speaker, run in groupby(words, key=lambda w: w[1]):
        listed = list(run)
        text = "".join(f"{'' if i == 0 or leans else ' '}{word}" for i, (word, _, _, _, leans) in enumerate(listed))
        starts = [w[2] for w in listed if w[2] is not None]
        ends = [w[3] for w in listed if w[3] is not None]
        segments.append(Segment(text, speaker, starts[0] if starts else None, ends[-1] if ends else None))
    return segments


# --- services -------------------------------------------------------------------------------------------------------


def _whisper(data: Any) -> list[Segment] | None:
    """Whisper and WhisperX: ``segments`` of ``text``, ``start``, ``end`` and, diarised, ``speaker``."""
    segments = data.get("segments") if isinstance(data, dict) else data
    if not isinstance(segments, list) or (segments is data and not segments) or (segments and not any("text" in s for s in _dicts(segments))):
        return None
    return [Segment(_string(s.get("text")).strip(), _speaker(s.get("speaker")), _time(s.get("start")), _time(s.get("end"))) for s in _dicts(segments)]


def _assemblyai(data: Any) -> list[Segment] | None:
    """``utterances`` with letters for speakers; times in milliseconds."""
    utterances = _dicts(_dict(data).get("utterances"))
    if utterances:
        return [
            Segment(_string(u.get("text")), _speaker(u.get("speaker")), _time(u.get("start"), 0.001), _time(u.get("end"), 0.001)) for u in utterances
        ]
    words = _dicts(_dict(data).get("words"))
    if words:
        return _spoken(
            (_string(w.get("text")), _speaker(w.get("speaker")), _time(w.get("start"), 0.001), _time(w.get("end"), 0.001), False) for w in words
        )
    text = _dict(data).get("text")
    return [Segment(text)] if isinstance(text, str) else None


def _deepgram(data: Any) -> list[Segment] | None:
    """``results.utterances``, or the words of the first alternative of each channel."""
    results = _dict(_dict(data).get("results"))
    utterances = _dicts(results.get("utterances"))
    if utterances:
        return [Segment(_string(u.get("transcript")), _speaker(u.get("speaker")), _time(u.get("start")), _time(u.get("end"))) for u in utterances]
    channels = _dicts(results.get("channels"))
    if not channels:
        return None
    segments: list[Segment] = []
    for number, channel in enumerate(channels):
        best = next(iter(_dicts(channel.get("alternatives"))), {})
        apart = f"Channel {number}" if len(channels) > 1 else None
        words = _dicts(best.get("words"))
        if words:
            segments += _spoken(
                (
                    _string(w.get("punctuated_word") or w.get("word")),
                    _speaker(w.get("speaker")) or apart,
                    _time(w.get("start")),
                    _time(w.get("end")),
                    False,
                )
                for w in words
            )
        else:
            segments.append(Segment(_string(best.get("transcript")), apart))
    return sorted(segments, key=lambda s: s.start or 0.0) if len(channels) > 1 else segments


def _aws(data: Any) -> list[Segment] | None:
    """``results.items``; speakers by ``speaker_labels`` of the same start time, or on the item; times are strings."""
    results = _dict(_dict(data).get("results"))
    items = _dicts(results.get("items"))
    if not items:
        transcripts = _dicts(results.get("transcripts"))
        return [Segment(_string(t.get("transcript"))) for t in transcripts] if transcripts else None
    by_start = {
        i.get("start_time"): _speaker(i.get("speaker_label") or s.get("speaker_label"))
        for s in _dicts(_dict(results.get("speaker_labels")).get("segments"))
        for i in _dicts(s.get("items"))
        if isinstance(i.get("start_time"), str)
    }

    def words() -> Iterator[Word]:
        speaker = None
        for item in items:
            content = _string(next(iter(_dicts(item.get("alternatives"))), {}).get("content"))
            leans = item.get("type") == "punctuation"
            if not leans:
                start = item.get("start_time")
                speaker = _speaker(item.get("speaker_label")) or (by_start.get(start) if isinstance(start, str) else None)
            yield content, speaker, _time(item.get("start_time")), _time(item.get("end_time")), leans

    return _spoken(words())


def _google(data: Any) -> list[Segment] | None:
    """``results[].alternatives[0]``; with speakers the last result holds all words with their tags."""
    listed = _dict(data).get("results")
    best = [a[0] for r in _dicts(listed) if (a := _dicts(r.get("alternatives")))]
    if not best:
        return [] if listed == [] else None
    tagged = _dicts(best[-1].get("words"))
    if tagged and any(w.get("speakerTag") or w.get("speakerLabel") for w in tagged):
        whole = len(best) == 1 or not best[-1].get("transcript") or len(tagged) > sum(len(_dicts(b.get("words"))) for b in best[:-1]) // 2
        spoken = tagged if whole else [w for b in best for w in _dicts(b.get("words"))]
        return _spoken((_string(w.get("word")), _speaker(w.get("speakerLabel") or w.get("speakerTag")), *_google_times(w), False) for w in spoken)
    segments = []
    for alternative in best:
        words = _dicts(alternative.get("words"))
        start = _google_times(words[0])[0] if words else None
        end = _google_times(words[-1])[1] if words else None
        segments.append(Segment(_string(alternative.get("transcript")).strip(), None, start, end))
    return segments


def _google_times(word: dict[str, Any]) -> tuple[float | None, float | None]:
    return _time(word.get("startTime", word.get("startOffset", 0))), _time(word.get("endTime", word.get("endOffset")))


def _rev(data: Any) -> list[Segment] | None:
    """``monologues`` of ``elements``: text with ``ts`` and ``end_ts``, punctuation with its own spaces."""
    monologues = _dict(data).get("monologues")
    if not isinstance(monologues, list):
        return None
    names = {_string(s.get("id")) or str(s.get("id")): _string(s.get("name")) for s in _dicts(_dict(data).get("speakers"))}
    segments = []
    for monologue in _dicts(monologues):
        elements = _dicts(monologue.get("elements"))
        starts = [t for e in elements if (t := _time(e.get("ts"))) is not None]
        ends = [t for e in elements if (t := _time(e.get("end_ts"))) is not None]
        speaker = monologue.get("speaker")
        text = "".join(_string(e.get("value")) for e in elements)
        segments.append(
            Segment(text.strip(), names.get(str(speaker)) or _speaker(speaker), starts[0] if starts else None, ends[-1] if ends else None)
        )
    return segments


def _speechmatics(data: Any) -> list[Segment] | None:
    """Version 2: ``results`` of words with a ``speaker``; version 1: ``words`` with ``speakers`` by time."""
    results = _dicts(_dict(data).get("results"))
    if results:

        def words() -> Iterator[Word]:
            for r in results:
                best = next(iter(_dicts(r.get("alternatives"))), {})
                speaker = _string(best.get("speaker"))
                leans = r.get("type") == "punctuation" or r.get("attaches_to") == "previous"
                yield (
                    _string(best.get("content")),
                    _speaker(None if speaker == "UU" else speaker),
                    _time(r.get("start_time")),
                    _time(r.get("end_time")),
                    leans,
                )

        return _spoken(words())
    words_ = _dicts(_dict(data).get("words"))
    if not words_:
        return None
    turns = [(_time(s.get("time")) or 0.0, _string(s.get("name"))) for s in _dicts(_dict(data).get("speakers"))]
    return _spoken(_speechmatics_1(words_, turns))


def _speechmatics_1(words: Sequence[dict[str, Any]], turns: list[tuple[float, str]]) -> Iterator[Word]:
    at = 0
    for w in words:
        start, length = _time(w.get("time")), _time(w.get("duration"))
        while start is not None and at + 1 < len(turns) and turns[at + 1][0] <= start:
            at += 1
        name = _string(w.get("name"))
        end = start + length if start is not None and length is not None else None
        yield name, _speaker(turns[at][1]) if turns else None, start, end, name in {".", ",", "?", "!"}


def _podcast(data: Any) -> list[Segment] | None:
    """The podcast namespace's ``segments`` of ``body``; one may be a word."""
    segments = _dicts(_dict(data).get("segments"))
    if not segments or not any("body" in s for s in segments):
        return None
    short = sum(" " not in _string(s.get("body")).strip() for s in segments) * 2 > len(segments)
    if short:
        return _spoken(
            (_string(s.get("body")).strip(), _speaker(s.get("speaker")), _time(s.get("startTime")), _time(s.get("endTime")), False) for s in segments
        )
    return [Segment(_string(s.get("body")).strip(), _speaker(s.get("speaker")), _time(s.get("startTime")), _time(s.get("endTime"))) for s in segments]


SERVICES: dict[str, Callable[[Any], list[Segment] | None]] = {
    "whisper": _whisper, "whisperx": _whisper, "assemblyai": _assemblyai, "deepgram": _deepgram, "aws-transcribe": _aws,
    "google-speech": _google, "rev-ai": _rev, "speechmatics": _speechmatics, "podcast": _podcast,
}  # fmt: skip

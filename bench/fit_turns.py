# ruff: noqa: E741, N803, N806   (matrices have capital names)
"""Refits the weights of service/attribution/cues.toml on transcripts whose true turns are known.

    python -m bench.fit_turns FOLDER [--prior] [--strength 6] [--apply] [--misses NAME]

FOLDER holds ``*.gold.json`` files with ``text``, ``format`` and ``turns`` (``start``, ``end``, ``truth``: the speaker's name,
``asks``: whether they ask or intervene; without it who says less nearby does). Prints precision,
recall and F of turn starts, each file by the weights fitted on the others, and the weights rounded to tenths; ``--apply`` writes them.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from pathlib import Path

import numpy as np

from service.attribution.cues import ASKER, START
from service.attribution.scan import references
from service.attribution.turns import paragraphs_by_section
from service.lexicon import load as load_lexicon
from service.reading import read
from service.transcript.formats import read_document

STARTS = [*START, "brisk"]
NAMES = [*STARTS, *ASKER]
TRANSITIONS = ["holder_opens", "holder_holder", "holder_asker", "asker_holder", "asker_asker", "asker_goes_on"]
KNOWN = {
    "turn.thanks": 1.5,
    "turn.agrees": 1.5,
    "turn.yes_no": 1.5,
    "turn.pleasure": 3.0,
    "turn.rises": 3.0,
    "turn.chair_opens": 2.5,
    "turn.my_lords": 5.0,
    "turn.moves": 2.0,
    "turn.quoted": -3.0,
    "turn.lower_case": -3.0,
    "turn.before_colon": -3.0,
    "turn.list_item": -3.0,
    "turn.goes_on": -0.5,
    "turn.give_way": 1.0,
    "turn.before_calls": 3.0,
    "turn.before_rises": 3.0,
    "turn.before_oral_question": 3.0,
    "turn.oral_question": 2.0,
    "turn.before_moves": 2.0,
    "turn.speech_opens": 2.0,
    "turn.takes_part": 1.5,
    "turn.bare_member": 1.0,
    "turn.bare_friend": 1.0,
    "turn.before_breaks_off": 1.0,
    "turn.in_lords": -1.0,
    "turn.before_quoted": -1.0,
    "turn.reply_to_person": 1.0,
    "turn.exchange": 0.5,
    "turn.speech": -0.5,
    "turn.same_person": -2.0,
    "turn.rhetorical": -2.0,
    "turn.before_thanks": -1.0,
    "turn.asks_again": -0.8,
    "turn.connects": -1.5,
    "turn.debate_spoken_of": 1.0,
    "turn.after_motion": 5.0,
    "turn.interrupts": 2.5,
    "turn.other_gender": 0.5,
    "turn.before_hands_over": 2.0,
    "asker.interrupts": 1.0,
    "asker.oral_question": 2.5,
    "asker.speech_opens": -1.0,
    "asker.debate": -0.5,
    "brisk": 1.5,
}
"""Weights that other transcripts give, where few or none of these tell: what the weights are pulled towards."""
NEVER = -1e9
HOLDER = np.zeros((4, 4))
HOLDER[0, 0] = HOLDER[1, 0] = 1


def name(turn):
    return turn.get("truth") or turn.get("speaker")


def roles(turns, text):
    words = [len(text[t["start"] : t["end"]].split()) for t in turns]
    found = []
    for k, t in enumerate(turns):
        said = {}
        for j in range(max(0, k - 8), min(len(turns), k + 9)):
            said[name(turns[j])] = said.get(name(turns[j]), 0) + words[j]
        near = [said[name(turns[j])] for j in (k - 1, k + 1) if 0 <= j < len(turns)]
        found.append(bool(near) and all(said[name(t)] < n for n in near) and words[k] < 300)
    return found


def load(path):
    gold = json.loads(path.read_text())
    document = read_document(gold["text"], gold.get("format") or "auto")
    reading = read(document, "en-GB")
    starts = sorted(t["start"] for t in gold["turns"])
    role = [t.get("asks", r) for t, r in zip(gold["turns"], roles(gold["turns"], gold["text"]), strict=True)]
    sections = []
    for section in paragraphs_by_section(reading, references(reading)):
        S = np.zeros((len(section), len(STARTS)))
        R = np.zeros((len(section), len(ASKER)))
        y = np.zeros(len(section), int)
        for i, p in enumerate(section):
            for j, c in enumerate(START):
                S[i, j] = c in p.starts
            S[i, -1] = p.brisk
            for j, c in enumerate(ASKER):
                R[i, j] = c in p.asker
            at = document.blocks[p.block].turn_start
            k = bisect_right(starts, at + 2) - 1
            opens = i == 0 or (k >= 0 and abs(starts[k] - at) <= 2)
            y[i] = (2 if role[max(0, k)] else 0) + (0 if opens else 1)
        S[0] = 0
        speech = np.array([p.speech for p in section], float)
        sections.append((S, R, y, speech, [document.blocks[p.block] for p in section], section))
    return gold["text"], sections


def moves(t):
    """The transitions to a paragraph that opens no speech; ``t[0]`` is what more a holder's has behind a holder's where it does."""
    t = t[1:]
    M = np.full((4, 4), NEVER)
    for i in range(4):
        M[i, 0], M[i, 2] = (t[0], t[1]) if i < 2 else (t[2], t[3])
        M[i, 1] = 0 if i < 2 else NEVER
        M[i, 3] = t[4] if i > 1 else NEVER
    return M


def lse(a, axis):
    m = a.max(axis=axis, keepdims=True)
    return (m + np.log(np.exp(a - m).sum(axis=axis, keepdims=True))).squeeze(axis)


def sums(P, M, speech, more):
    n = len(P)
    f = np.full((n, 4), NEVER)
    f[0, 0], f[0, 2] = P[0, 0], P[0, 2]
    for i in range(1, n):
        f[i] = P[i] + lse(f[i - 1][:, None] + M + more * speech[i] * HOLDER, 0)
    b = np.zeros((n, 4))
    for i in range(n - 2, -1, -1):
        b[i] = lse(M + more * speech[i + 1] * HOLDER + (P[i + 1] + b[i + 1])[None, :], 1)
    Z = lse(f[-1], 0)
    X = np.zeros((4, 4))
    opened = 0.0
    for i in range(1, n):
        x = np.exp(f[i - 1][:, None] + M + more * speech[i] * HOLDER + (P[i] + b[i])[None, :] - Z)
        X += x
        opened += speech[i] * (x * HOLDER).sum()
    return np.exp(f + b - Z), X, opened


def potentials(S, R, theta):
    s, r = S @ theta[: S.shape[1]], R @ theta[S.shape[1] : S.shape[1] + R.shape[1]]
    return np.stack([s, np.zeros_like(s), s + r, r], 1)


def fit(sections, prior, strength=2.0, rounds=160):
    ns, nr = len(STARTS), len(ASKER)
    theta = prior.copy()
    m = np.zeros_like(theta)
    v = np.zeros_like(theta)
    for e in range(rounds):
        G = -strength * (theta - prior)
        M = moves(theta[-6:])
        for S, R, y, speech, *_ in sections:
            g, X, opened = sums(potentials(S, R, theta), M, speech, theta[-6])
            G[:ns] += S.T @ ((y % 2 == 0) - g[:, 0] - g[:, 2])
            G[ns : ns + nr] += R.T @ ((y >= 2) - g[:, 2] - g[:, 3])
            O = np.zeros((4, 4))
            np.add.at(O, (y[:-1], y[1:]), 1)
            D = O - X
            G[-6] += (speech[1:] * HOLDER[y[:-1], y[1:]]).sum() - opened
            G[-5:] += [D[0, 0] + D[1, 0], D[0, 2] + D[1, 2], D[2, 0] + D[3, 0], D[2, 2] + D[3, 2], D[2, 3] + D[3, 3]]
        m = 0.9 * m + 0.1 * G
        v = 0.99 * v + 0.01 * G * G
        theta = theta + (0.15 if e < 110 else 0.04) * (m / (1 - 0.9 ** (e + 1))) / (np.sqrt(v / (1 - 0.99 ** (e + 1))) + 1e-8)
    return theta


def starts_of(sections, theta):
    p, y = [], []
    for S, R, gold, speech, *_ in sections:
        g, *_ = sums(potentials(S, R, theta), moves(theta[-6:]), speech, theta[-6])
        p.append((g[:, 0] + g[:, 2])[1:])
        y.append((gold % 2 == 0)[1:])
    return np.concatenate(p), np.concatenate(y)


def figures(p, y, at):
    got = p >= at
    right = (got & y).sum()
    return [round(float(x), 3) for x in (right / max(1, got.sum()), right / max(1, y.sum()), 2 * right / max(1, got.sum() + y.sum()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--apply", action="store_true")
    parser.add_argument("--misses", default="")
    parser.add_argument("--prior", action="store_true", help="pull towards the weights there are, not towards what is known")
    parser.add_argument("--strength", type=float, default=3.0)
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.gold.json")) if options.folder.is_dir() else [options.folder]
    data = [load(f) for f in files]
    t = load_lexicon("service.attribution", "cues.toml")["transitions"]
    now = np.array([*START.values(), t["brisk"], *ASKER.values(), *(t[k] for k in TRANSITIONS)], float)
    prior = now if options.prior else np.array([KNOWN.get(n, 0.0) for n in [*NAMES, *TRANSITIONS]])
    ps, ys, pn = [], [], []
    for i, f in enumerate(files):
        theta = fit([s for j, (_, x) in enumerate(data) if j != i for s in x], prior, options.strength)
        p, y = starts_of(data[i][1], theta)
        q, _ = starts_of(data[i][1], now)
        ps.append(p)
        pn.append(q)
        ys.append(y)
        print(f"{f.name:40} left out {figures(p, y, 0.45)}   as it is {figures(q, y, 0.45)}")
        if options.misses and options.misses in f.name:
            text, sections = data[i]
            for S, R, gold, speech, blocks, paragraphs in sections:
                g, *_ = sums(potentials(S, R, theta), moves(theta[-6:]), speech, theta[-6])
                for k in range(1, len(gold)):
                    x = g[k, 0] + g[k, 2]
                    if (x >= 0.45) != (gold[k] % 2 == 0):
                        a, b = blocks[k - 1], blocks[k]
                        print(
                            "MISS" if gold[k] % 2 == 0 else "FALSE",
                            f"{x:.2f} asker {g[k, 2] + g[k, 3]:.2f}/{gold[k] // 2}",
                            text[a.start : a.end][-110:],
                            "|P:",
                            text[b.start : b.end][:130],
                            "...",
                            text[b.start : b.end][-50:],
                            sorted(c[5:] for c in paragraphs[k].starts),
                        )
    p, q, y = np.concatenate(ps), np.concatenate(pn), np.concatenate(ys)
    print("left out", [(a, figures(p, y, a)) for a in (0.35, 0.4, 0.45, 0.5, 0.55)])
    print("as it is", [(a, figures(q, y, a)) for a in (0.35, 0.4, 0.45, 0.5, 0.55)])
    theta = fit([s for _, x in data for s in x], prior, options.strength)
    f, _ = starts_of([s for _, x in data for s in x], theta)
    print("on itself", figures(f, y, 0.45))
    rounded = np.round(theta, 1)
    f, _ = starts_of([s for _, x in data for s in x], rounded)
    print("rounded", figures(f, y, 0.45))
    for n, w in sorted(zip([*NAMES, *TRANSITIONS], theta, strict=False), key=lambda x: x[1]):
        print(f"{w:6.2f} {n}")
    if options.apply:
        path = Path("service/attribution/cues.toml")
        text = path.read_text()
        for n, w in zip([*NAMES, *TRANSITIONS], rounded, strict=False):
            key = "start" if n in START else "asker" if n in ASKER else n
            if key == n:
                text = re.sub(rf"(?m)^{n} = .*$", f"{n} = {w + 0:.1f}", text)
            else:
                text = re.sub(rf'(id = "{re.escape(n)}"\ndoc = .*\n){key} = .*', rf"\g<1>{key} = {w + 0:.1f}", text)
        path.write_text(text)


if __name__ == "__main__":
    main()

"""In: lines of speech; out: the subject of each line: a work, an aside, banter, chat, a repeat."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.transcript.chat import find_chat
from ingest.transcript.cues import introduces, is_pause, turns_back
from ingest.transcript.names import Heard
from ingest.transcript.repeats import find_repeats
from ingest.transcript.scores import ASIDE, BANTER, score_subjects
from ingest.transcript.speech import listen
from ingest.transcript.units import sentence_units, settle_units
from ingest.transcript.words import Token

CHAT = "chat"
REPEAT = "repeat"
FURNITURE = (ASIDE, BANTER, CHAT, REPEAT)
_CHANGE = 3.0


def subjects_of(
    lines: Sequence[str],
    tokens: Sequence[Token],
    heard: Sequence[Heard],
    names: Mapping[str, Sequence[str]],
) -> list[str]:
    """The subject of every line: a key of `names`, or one of FURNITURE.

    The sequence of subjects with the best total score is taken (Viterbi), where a change costs
    a fixed amount, and half of it at a cue; so a subject holds until the talk leaves it.
    """
    named: dict[str, set[int]] = defaultdict(set)
    for name in heard:
        named[name.paper_id].update(t.line for t in tokens[name.first : name.last + 1])
    chat = find_chat(lines)
    speech = listen(lines)
    frozen = {work: frozenset(found) for work, found in named.items()}
    scores = score_subjects(speech, frozen, names)
    easy = [
        i + 1 in chat or turns_back(line) or introduces(line) or is_pause(line)
        for i, line in enumerate(lines)
    ]
    subjects = _best_path(scores, easy)
    filled = [n for n, line in enumerate(lines, 1) if line.strip()]
    for n, subject in list(settle_units(subjects, sentence_units(filled, lines))):
        subjects[n - 1] = subject
    for work in frozen.keys() - set(subjects):
        for n in frozen[work]:
            subjects[n - 1] = work  # named in passing only: the lines that name it are its own
    for n in chat - {n for found in frozen.values() for n in found}:
        subjects[n - 1] = CHAT
    for n in find_repeats(lines):
        subjects[n - 1] = REPEAT
    return subjects


def _best_path(scores: Mapping[str, Sequence[float]], easy: Sequence[bool]) -> list[str]:
    """The best sequence of subjects; linear in lines and in subjects."""
    if not easy:
        return []
    total = {subject: values[0] for subject, values in scores.items()}
    came_from: list[dict[str, str]] = []
    for i in range(1, len(easy)):
        leader = max(total, key=lambda subject: total[subject])
        cost = _CHANGE / 2 if easy[i] else _CHANGE
        step = {s: s if t >= total[leader] - cost else leader for s, t in total.items()}
        total = {s: max(t, total[leader] - cost) + scores[s][i] for s, t in total.items()}
        came_from.append(step)
    subject = max(total, key=lambda s: total[s])
    path = [subject]
    for step in reversed(came_from):
        subject = step[subject]
        path.append(subject)
    return path[::-1]

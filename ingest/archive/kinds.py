"""In: a review's title and text; out: a guess at the kind of work, or None without a cue."""

import re

from ingest.records import Kind

_TITLE: tuple[tuple[Kind, str], ...] = (
    (
        "survey",
        r"\b(?:survey|review|roadmap|overview|landscape|tutorial|unified view|"
        r"open problems)\b",
    ),
    ("position", r"\bposition\b|\bis all you need\b.*\?|\bopen letter\b"),
    ("benchmark", r"\b(?:benchmark|bench|dataset|leaderboard|challenge)\b"),
)
_TEXT: tuple[tuple[Kind, str], ...] = (
    ("survey", r"\b(?:this|the|today's)\s(?:\w+\s){0,2}survey\b|\bsystematic review\b"),
    ("position", r"\b(?:position|opinion) paper\b"),
    (
        "benchmark",
        r"\b(?:new|novel|introduces? an?|propose[sd]? an?)\s(?:\w+\s){0,3}(?:benchmark|dataset)\b",
    ),
    ("theory", r"\btheorem|\bproves?\b|\bproof\b|\btheoretical(?:ly)?\b|\bupper bound|\bconverge"),
    (
        "analysis",
        r"\b(?:analy[sz]es|investigates?|examines?|explores? (?:how|why|whether)|empirical|"
        r"finds? that|phenomenon|insights? into|the study|shows? that|reveals?)\b",
    ),
    (
        "method",
        r"\b(?:proposes?|introduces?|presents?)\s(?:an?|the|two|to)\b|\bmethod\b|\balgorithm\b|"
        r"\barchitecture\b|\bapproach\b|\bframework\b|\btraining\b",
    ),
)
# What a title of a kind often has, though other kinds' titles have it too.
_LEANING: tuple[tuple[Kind, str], ...] = (
    (
        "analysis",
        r"\b(?:analy[sz]\w+|empirical|understanding|rethinking|revisiting|investigat\w+|dynamics|"
        r"hypothesis|phenomen\w+|scaling laws?|law of|why|how|what|does|exploration|in-depth|"
        r"emergence of|lens|capable|evaluating)\b|\?",
    ),
    (
        "theory",
        r"\b(?:theor(?:y|etical|em)|provabl[ey]|bounds?|conditions?|inherently|convergence|"
        r"expressiv\w+|limits of|identifiab\w+|geometric)\b",
    ),
)
_LEANS = 7.0
# How much one mention counts: words of method occur in every review, of a survey seldom.
_WEIGHT = {"survey": 4.0, "position": 12.0, "benchmark": 3.0, "theory": 1.3, "analysis": 1.2}


def guess_kind(title: str | None, text: str) -> Kind | None:
    """The kind that the title says, else the one whose cues weigh most in title and text."""
    for kind, pattern in _TITLE:
        if title and re.search(pattern, title, re.IGNORECASE):
            return kind
    scores = {
        kind: _WEIGHT.get(kind, 1.0) * sum(1 for _ in re.finditer(pattern, text, re.IGNORECASE))
        for kind, pattern in _TEXT
    }
    for kind, pattern in _LEANING:
        if title and re.search(pattern, title, re.IGNORECASE):
            scores[kind] += _LEANS
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= 1 else None

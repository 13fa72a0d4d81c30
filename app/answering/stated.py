"""In: a question, all that is said of its works; out: what it asks for that nothing of that tells.

Papers mostly state on what they ran, for how long and with which settings; reviews of them mostly
do not. A text tells such a thing in many words ("Adam" for an optimizer), so each has a pattern
for how it is asked for and one for how it may be told: a text with the second may answer.
"""

import re
from typing import NamedTuple

_ASKS = (
    r"(?:\bhow |\b(?:which|what|how (?:many|much|large|big|long|high|low)|whose|name the"
    r"|give the)\b.{0,60}?)"
)
_SIZE = r"(?<![\d.,])\d[\d.,]*\s?(?:[kKMBT]\b|thousand|million|billion|trillion)"
_OF_COMPUTING = r"computational"
_MONEY = r"[$€£]\s?\d|\bpric(?:e|ing)|\bmoney\b|\b(?:dollar|euro|cent|pennie)s?\b"
_SPAN = r"(?:\d[\d.]*|one|two|three|four|five|six|few|several|a)[\s-]+(?:gpu[\s-]+)?"
_ASKED_AND_TOLD = (
    (
        "cost",
        rf"(?<!{_OF_COMPUTING} )(?:cost(?! function)|price|spen[dt]|pay|paid)",
        rf"(?<!at any )(?<!at all )(?<!{_OF_COMPUTING} )cost|{_MONEY}|cheap|expens|budget"
        r"|\bpa(?:id|ys?)\b",
    ),
    (
        "cost",
        r"(?<=how much )(?:money|(?:did|does|do|has|was|were|would)\b.{0,60}\b(?:cost|spent|paid))",
        rf"{_MONEY}|cheap|\bcosts? (?:only |about |around |just |under )*(?:of )?(?:\d|\w+ cents)",
    ),
    (
        "hardware",
        r"gpus?|tpus?|hardware|accelerators?|graphics cards?",
        r"\b[gtc]pus?\b|hardware|accelerator|nvidia|graphics card|\b[AHV]\d+0\b",
    ),
    ("licence", r"licen[cs]e", r"licen[cs]|apache|open[- ]?source|\bMIT\b"),
    (
        "optimizer",
        r"optimi[sz]er",
        r"optimi[sz]er|\badam|\bsgd\b|\bmuon\b|gradient descent|adagrad|rmsprop",
    ),
    ("batch size", r"batch size", r"\bbatch"),
    ("learning rate", r"learning rate", r"learning rate|step size"),
    ("weight decay", r"weight decay", r"weight decay|regulari[sz]"),
    ("warm-up", r"warm-?up", r"warm-?up"),
    ("dropout rate", r"dropout (?:rate|probability)", r"dropout"),
    ("sampling temperature", r"temperature", r"temperature"),
    ("hyperparameters", r"hyper-?parameters?", r"hyper-?parameter|learning rate|batch size"),
    (
        "number of parameters",
        r"(?:many\s+(?:\w+\s+)?parameters|parameter count|number of parameters)",
        r"\d\s?(?:[BM]\b|[mb]illion|trillion)|\bparameters?\b.{0,40}\d|\d.{0,40}\bparameters?\b",
    ),
    (
        "size of the data",
        r"(?<=how )(?:large|big)\b.{0,30}\b(?:data ?set|corpus|training (?:data|set))"
        r"|size of (?:the|its) (?:training )?(?:data ?set|corpus|data)",
        rf"{_SIZE}|(?<![\d,.])\d[\d,.]*\s+(?:[\w-]+\s+){{0,3}}(?:examples|samples|images|tokens|documents"
        r"|questions|problems|sentences|pairs|words|sequences|tasks|texts|hours|videos|graphs)",
    ),
    (
        "training time",
        r"(?<=how )long\b.{0,60}\b(?:train\w*|fine-?tun\w*|pre-?train\w*)\b(?!\s+(?:\w+\s+)?"
        r"(?:examples?|sequences?|samples?|texts?|prompts?|contexts?|documents?|answers?)\b)",
        rf"\b{_SPAN}(?:hours?|days?|weeks?|months?|minutes?)\b(?! (?:ago|later|earlier|old)\b)"
        r"|overnight|training time",
    ),
    (
        "venue",
        r"(?:conference|journal|venue|workshop|proceedings)",
        r"conference|neurips|\bicml\b|\biclr\b|\bacl\b|emnlp|cvpr|\bnature\b|workshop|journal|accepted"
        r"|proceedings|openreview",
    ),
    ("tokenizer", r"tokeni[sz]er", r"tokeni[sz]|\bbpe\b|sentencepiece|\bbytes?\b|vocabular"),
    ("size of the vocabulary", r"vocabulary (?:size)|size of .{0,20}vocabulary", r"vocabular"),
    (
        "context length",
        r"context (?:length|window|size)",
        r"context (?:length|window|size)|sequence length|long[- ]context"
        rf"|(?:{_SIZE}|(?<!\d)\d+)[\s-]tokens?\b",
    ),
    (
        "number of epochs",
        r"epochs?",
        r"\bepochs?\b|\bpass(?:es)?\b|\b(?:gradient|training|descent) steps?\b",
    ),
    ("random seeds", r"seeds?", r"\bseeds?\b|(?<!\d)\d+ runs|repeated|averaged over"),
    (
        "programming language",
        r"programming language|(?:software|deep[- ]learning) (?:framework|library)"
        r"|(?:framework|library)\b.{0,30}\b(?:written|coded|implemented) (?:in|with)",
        r"python|pytorch|\bjax\b|tensorflow|c\+\+|\bjulia\b|\brust\b|\bcuda\b|triton",
    ),
    (
        "energy use",
        r"(?<=much )(?:energy|power)|(?:energy|power) (?:use[sd]?|usage|consum\w+|draw|costs?)"
        r"|electricity|carbon footprint|emissions?",
        r"energy|electric|\bpower\b|watt|carbon",
    ),
    ("number of attention heads", r"(?:attention )?heads", r"\bheads?\b"),
    (
        "number of annotators",
        r"(?:annotators?|raters?|participants?|labell?ers?)",
        r"annotat|\braters?\b|participant|crowd|labell?er|evaluators|volunteers|\bpeople\b",
    ),
)
_ATTRIBUTES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"{_ASKS}\b(?:{asked})\b", re.I), re.compile(told, re.I))
    for name, asked, told in _ASKED_AND_TOLD
)


class Asked(NamedTuple):
    """What a question asks for of that which papers mostly state, and which of it is not told."""

    all: tuple[str, ...]
    untold: tuple[str, ...]


def untold(question: str, said: str) -> Asked:
    """The attributes of a work that a question asks for; `said` is all that is said of the work.

    Where one is asked for in two ways, the stricter says whether it is told.
    """
    asked = [(name, told) for name, asks, told in _ATTRIBUTES if asks.search(question)]
    absent = dict.fromkeys(name for name, told in asked if not told.search(said))
    return Asked(tuple(dict.fromkeys(name for name, _ in asked)), tuple(absent))

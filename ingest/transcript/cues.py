"""In: a line of speech; out: whether it has a cue: back to the paper, read aloud, a chat message.

The lists are of common English and of the field's common terms; none is about one stream.
"""

import re

from ingest.transcript.words import words_of

_BACK = re.compile(
    r"\b(?:get|go|going|come) back (?:to|up|here)|\blet'?s (?:keep going|get into"
    r"|go (?:here|a little)|continue|look at)|\bback to (?:this|the)\b|\blet'?s do a quick summary",
    re.IGNORECASE,
)
_SIGNS_OFF = re.compile(
    r"\bthat(?:'?s| is) (?:it|all)\b|\bthanks? (?:you )?(?:all|everybody|everyone|for "
    r"(?:hanging|listening|watching|coming))|\bsee you (?:next|soon|on|tomorrow)\b"
    r"|\bhave a (?:good|nice) \w+|\bword from\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"^\W*(?:all ?right|okay|ok|so|anyways?|cool|boom)\W*$", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"\b(?:another|random|next|new|this is an?|here'?s an?|this was an?)\s+(?:\w+\s+)?"
    r"(?:paper|video|article|study|preprint)\b"
    r"|\b(?:paper|article|study|preprint)\b.{0,80}\b(?:called|titled|entitled)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:this|that|the|his|their|my|our)\s+(?:\w+\s+){0,2}?"
    r"(paper|video|book|podcast|article|study)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:similar to|unlike|as (?:in|with)|compared? (?:to|with)|same as|just like)\b",
    re.IGNORECASE,
)
_WORK_NOUN = re.compile(r"\b(paper|video|book|podcast|article|study)s?\b", re.IGNORECASE)
_PAPERISH = re.compile(
    r"\bfigure \w+|\bthe abstract\b|\bfor practitioners\b|\b(?:we|they) (?:find|found|show|showed"
    r"|propose|proposed|introduced?|hypothesi[sz]e|interpret|reports?|systematically|fit"
    r"|investigate|established|derive|present|call|measured?|compared?|train(?:ed)?|tests?|tested"
    r"|report(?:ed)?|prove[ds]?|argued?|evaluated?)\b"
    r"|\bour (?:takeaway|results|methods?|approach|findings?|key)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:right|okay|like|kind of|you know|basically|guys|gonna|i'm|i|you|it's|that's|let's"
    r"|you're|so|actually|just|hey|yeah|uh|um)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r",? right\W*$", re.IGNORECASE)
_READ_WORDS = 8
# Terms of machine learning at large: their density tells a technical stretch from small talk.
TECHNICAL = frozenset(
    re.findall(
        r"\S+",
        "abstract agent agents algorithm algorithms alignment approximation architecture "
        "attention autoregressive augmentation baseline batch batches bayesian benchmark "
        "benchmarks bias classifier cluster code compute context convergence convolution "
        "convolutional corpus curve data dataset datasets decoder denoise diffusion dimension "
        "dimensional distill distillation distilling distribution distributions embedding "
        "embeddings encoder entropy epoch epochs equation error estimate estimator experiment "
        "experiments extrapolate extrapolation feature features figure finetune finetuning "
        "flops function functions generalization generalize generate generating generation "
        "gpu gpus gradient gradients hidden hypothesis image images inference input inputs "
        "kernel kernels label labels language latent layer layers learning likelihood linear "
        "logits loss mask masked masking matrix memory method metric model models network "
        "networks neural neuron neurons noise normalization objective optimal optimization "
        "optimizer output outputs overfit overfitting paper parameter parameters policy "
        "posterior predict predicting prediction predictions pretraining probability "
        "probabilities prompt prompts quantization random reasoning regression reinforcement "
        "representation representations reward robotics sample samples sampling scale scaling "
        "search sequence sequences softmax sparse statistics stochastic student supervised "
        "synthetic teacher test text theorem theory threshold token tokens train trained "
        "training transformer transformers validation variance vector vectors video vision "
        "weight weights",
    )
)


def turns_back(line: str) -> bool:
    """Whether a line leads back to what was left: "let's get back to this"."""
    return _BACK.search(line) is not None


def signs_off(line: str) -> bool:
    """Whether a line takes leave of the listeners, or hands over to an advertiser."""
    return _SIGNS_OFF.search(line) is not None


def is_pause(line: str) -> bool:
    """Whether a line is nothing but a word said between two subjects."""
    return _PAUSE.match(line) is not None


def introduces(line: str) -> bool:
    """Whether a line brings in a work not spoken of before."""
    return _INTRODUCES.search(line) is not None


def points_at(line: str) -> frozenset[str]:
    """The kinds of work a line points at, as in "this paper"."""
    return frozenset(noun.lower() for noun in _NOUN.findall(line))


def work_nouns(line: str) -> list[str]:
    """Every noun for a kind of work in a line."""
    return [noun.lower() for noun in _WORK_NOUN.findall(line)]


def compares(line: str) -> bool:
    """Whether what a line names is named for comparison only: "similar to the … paper"."""
    return _COMPARES.search(line) is not None


def reports(line: str) -> bool:
    """Whether a line speaks as a paper does, or of its parts: "we find", "figure one"."""
    return _PAPERISH.search(line) is not None


def is_read_aloud(line: str) -> bool:
    """Whether a line has the register of print: long, technical, without a word of talk."""
    words = words_of(line)
    if len(words) < _READ_WORDS or _SPOKEN.search(_TAG.sub("", line)):
        return False
    return sum(word in TECHNICAL for word in words) >= 2

"""In: text; out: its content terms (lower case, stemmed) and how rare each is in a library."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

import Stemmer

from index.analyzer import GREEK

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*(?:['’](?!s\b)[^\W_]+)*")
_MAKES = re.compile(r"(\w{3,})(?:iz|is)(?:e[drs]?|ers|ing|ations?|able)")
_MAKES_NOT = re.compile(r"\w*(?:[vcow]|ra|pr|gu|rt|prom|prem)is(?!ation)\w+")
"""What ends in -ise for another reason: revise, precise, noise, otherwise, raise, surprise."""
_SHORT_NAMES = re.compile(r"[b-df-hj-np-rtv-xz]{2,}s")
"""The plural of a short name, of consonants alone: LLMs, RNNs, GPTs."""
_STEMMER = Stemmer.Stemmer("english")
_STOPWORDS = """
    a about above after again against all also although am an and another any anyone anything are
    aren't as at be because been before being below between both but by can can't cannot could
    couldn't did didn't do does doesn't doing don't done down during each either else ever every few
    for from further get gets give gives given go goes got had has have having he her here hers him
    his how however i if in into is isn't it its itself just know let like made make makes many may
    me might more most much must my no nor not now of off on once one only or other our out over own
    per please rather same say says said shall she should show shows since so some such tell than
    that the their them then there these they thing things this those though through to too under
    until up upon us use used uses using very via was wasn't we well were weren't what whatever when
    where whether which while who whom whose why will with within without won't work works would
    yes yet you your"""
_ASK_WORDS = """
    answer article articles ask author authors claim claims describe explain find main idea paper
    papers point question review reviewed reviewer reviewers reviews streamer
    stream study summarise summarize
    summary tell true text discuss discussed mention mentioned happen happens mean means
    false correct right compare comparison difference differ different versus vs
    e g s etc propose proposes proposed examine examines involve involves introduce introduces deal
    deals treat treats concern concerns consider considers investigate investigates present presents
    talks talked talking discusses discussing cover covers covered covering mentions mentioning
    criticise criticised criticises criticism criticize criticized criticizes
    dislike dislikes disliked complain complains complained praise praises praised
    put puts together instead address addresses tackle tackles explore explores look looks talk
    according acronym acronyms abbreviation abbreviations colleague colleagues friend friends
    someone somebody"""
_GREEK = GREEK | {0xB5: "mu", 0x3BB: "lambda"}
"""A millionth's sign is a letter with a code of its own; Unicode spells lambda without its b."""
STOPWORDS = frozenset(_STOPWORDS.split())
ASK_WORDS = frozenset(_ASK_WORDS.split())
"""Words that belong to the asking, not to the subject."""


def words(text: str) -> list[str]:
    """The words and numerals of a text, in order, lower case: `10,000` is one, `0.41` is one.

    Greek letters go by name: μP is mup.
    """
    return _WORD.findall(lowered(text).replace("’", "'"))


def lowered(text: str) -> str:
    """A text in lower case with Greek letters by name."""
    return text.lower() if text.isascii() else text.lower().translate(_GREEK)


def plain(text: str) -> str:
    """A text as its words with one blank between, for finding one in another."""
    return " ".join(words(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word; a numeral loses its thousands' commas.

    What makes something so is told from what is so: tokenizer, tokenize and tokenization share a
    stem, and it is not that of token (general, normal, factor, local likewise).
    """
    if word[0].isdigit():
        return re.sub(r",(?=\d{3}(?!\d))", "", word)
    if (made := _MAKES.fullmatch(word)) and not _MAKES_NOT.fullmatch(word):
        return f"{_STEMMER.stemWord(made[1])}iz"
    if _SHORT_NAMES.fullmatch(word):
        return word[:-1]
    return str(_STEMMER.stemWord(word))


def terms(text: str) -> list[str]:
    """The stemmed content words of a text, in order, stop words left out."""
    return content_stems(words(text))


def content_stems(said: Iterable[str]) -> list[str]:
    """The stems of the content words among some words, in order."""
    return [stem(word) for word in said if word not in STOPWORDS]


def subject_terms(question: str) -> list[str]:
    """The terms that say what a question is about, each once: asking words are left out too."""
    kept = [w for w in words(question) if w not in STOPWORDS and w not in ASK_WORDS]
    return list(dict.fromkeys(stem(word) for word in kept))


class Vocabulary:
    """How many works of a library use each term."""

    def __init__(self, works: Iterable[Iterable[str]]) -> None:
        self.counts: Counter[str] = Counter()
        self.size = 0
        for used in works:
            self.counts.update(set(used))
            self.size += 1

    @classmethod
    def of(cls, counts: Counter[str], size: int) -> Self:
        """The vocabulary of so many works, counted before."""
        made = cls(())
        made.counts, made.size = counts, size
        return made

    def count(self, term: str) -> int:
        """In how many works the term stands."""
        return self.counts[term]

    def idf(self, term: str) -> float:
        """Rarity, as in BM25: log(1 + (N - n + 0.5) / (n + 0.5)), never negative."""
        found = self.counts[term]
        return math.log(1 + (self.size - found + 0.5) / (found + 0.5))

    def share(self, wanted: Iterable[str], found: Iterable[str]) -> float:
        """The share of the wanted terms that is found, by rarity; 0 when nothing is wanted."""
        weights = {term: self.idf(term) for term in wanted}
        total = sum(weights.values())
        there = set(found)
        return sum(w for term, w in weights.items() if term in there) / total if total else 0.0

"""In: a question and the names of works; out: its kind, its terms, and what it asks to see."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.answering.asking import asks_whether
from app.answering.comparing.phrasing import without_usual
from app.answering.kinds import Kind, kind_of, section_of, voice_of
from app.answering.names import Names
from app.answering.terms import STOPWORDS, content_stems, plain, stem, subject_terms, terms, words
from ingest.number_words import number_words
from ingest.records import Kind as WorkKind
from ingest.records import Voice

_CLAIM_FRAME = re.compile(
    r"^\W*(?:(?:is it (?:true|correct|right) that)|(?:check|verify)(?: (?:whether|that|if|this))?:?"
    r"|true or false:?|claim\s*:)\s*|[\s:,;–—-]*(?:is (?:this|that|it) )?"
    r"(?:true(?: or false)?|right|correct|false|agreed)\W*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bcauses?\b|\bhow come\b", re.IGNORECASE)
_DEFINE = re.compile(
    r"^\W*(?:what(?:['’]s| is| are)|define|explain|tell me about|describe)\b|\babout\?*$"
    r"|\b(?:gist|summar\w+|overview|nutshell|tl;?dr)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"^\W*(?:which|what) (?:are |is )?(?:the )?(?:\w+ ){0,3}?\w+s\b|^\W*(?:list|name)\b"
    r"|\b(?:classif|categori[sz]|divid|taxonom)\w*"
    r"|\b(?:steps|stages|types|kinds|phases|components|parts|contributions|tasks|factors|ways)\b",
    re.IGNORECASE,
)
_COUNTED_PARTS = re.compile(
    rf"\b({'|'.join(number_words(2, 10))})\s+((?:[\w-]+\s+){{0,2}}?)(\w+s)\b", re.IGNORECASE
)
_IDEA = re.compile(r"^\W*(?:how (?:can|could|did|do|does|is|are|was|were)|why)\b", re.IGNORECASE)
_WORK_KIND = re.compile(r"^\W*(?:which|what|list|name|show)\b.*?\b(survey|benchmark)s\b", re.I)
_COUNTED = re.compile(r"\bhow (?:many|much)\s+((?:[\w-]+\s*){1,3})", re.IGNORECASE)
_SPECIFIC = re.compile(
    r"[A-Z]\w*[ -]\d[\w.]*|[A-Za-z]*\d[\w.]*|\w*[a-z][A-Z]\w*|[A-Z]{2,}\w*|(?<=[\w,;:] )[A-Z]\w+"
)

_ASKING_WORD = re.compile(r"\b(?:what|which|how|why|who|whose|whom|when|where)\b", re.IGNORECASE)
_ASKS = re.compile(
    rf"\?|{_ASKING_WORD.pattern}"
    r"|^\W*(?:is|are|was|were|does|did|can|could|will|would|should)\b",
    re.IGNORECASE,
)

_COMPARED = re.compile(r"\bcompare[sd]?\s+(?=to\b|with\b|against\b)", re.IGNORECASE)

SOUGHT = 0.1
"""From this bonus on a question asks for what stands under one kind of heading."""
_OR = re.compile(r"\bor\b", re.IGNORECASE)
PAIR = 2
BARE, WORDY = 2, 4
"""So many words, none of them a stop word, are a name and no question; so many terms that ask
nothing describe a work."""


@dataclass(frozen=True)
class Question:
    """A question as understood. `query` is searched, `aloud` is compared with sentences.

    `own` are the terms that tell one sentence of a work from another; `named` are paper ids;
    `section` matches the headings under which such a thing is told; `short_names` has the terms
    that an acronym among its terms stands for.
    """

    text: str
    query: str
    aloud: str
    kind: Kind
    terms: tuple[str, ...]
    own: tuple[str, ...]
    named: tuple[str, ...]
    section: re.Pattern[str] | None = None
    section_bonus: float = 0.0
    short_names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def statement(self) -> str:
        """The claim to be checked, without the words that ask for the check."""
        return _CLAIM_FRAME.sub("", self.query).strip()

    @cached_property
    def asks_why(self) -> bool:
        """Whether a reason is asked for."""
        return bool(_WHY.search(self.text))

    @cached_property
    def asks_whether(self) -> bool:
        """Whether yes or no may be the answer."""
        return asks_whether(self.text)

    @cached_property
    def asks_what_it_is(self) -> bool:
        """Whether a definition is asked for."""
        return bool(_DEFINE.search(self.text))

    @cached_property
    def is_bare(self) -> bool:
        """Whether it is but a name, of which a definition is welcome."""
        said = words(self.text)
        return len(said) <= BARE and STOPWORDS.isdisjoint(said)

    @cached_property
    def describes(self) -> bool:
        """Whether it asks nothing, but says what a work is about that is to be found."""
        told = self.kind == "open" and not self.named and not _ASKS.search(self.text)
        return told and len(self.terms) >= WORDY

    @cached_property
    def asks_for_parts(self) -> bool:
        """Whether a list inside a work may be the answer."""
        return bool(_PARTS.search(self.text) or self.parts)

    @cached_property
    def asks_for_several(self) -> bool:
        """Whether one sentence can hardly answer: it asks for parts, or with two asking words."""
        return self.asks_for_parts or len(_ASKING_WORD.findall(self.text)) > 1

    @cached_property
    def asks_for_the_idea(self) -> bool:
        """Whether the thought behind a work may be the answer."""
        return self.kind == "open" and bool(_IDEA.search(self.text) or self.asks_what_it_is)

    @property
    def lists(self) -> bool:
        """Whether an answer may be a list."""
        return self.asks_for_parts or self.asks_for_the_idea

    @cached_property
    def voice(self) -> Voice | None:
        """Whose word is asked for, if anybody's."""
        return voice_of(self.text)

    @cached_property
    def work_kind(self) -> WorkKind | None:
        """The kind of work that is asked for, if one is."""
        found = _WORK_KIND.search(self.text)
        kinds: dict[str, WorkKind] = {"survey": "survey", "benchmark": "benchmark"}
        return kinds[found[1].lower()] if found else None

    @cached_property
    def counted(self) -> frozenset[str]:
        """The stems of what is to be counted: of "how many layers of it", layer."""
        found = _COUNTED.search(self.text)
        said = words(found[1]) if found else []
        return frozenset(content_stems(said))

    @cached_property
    def parts(self) -> tuple[str, str] | None:
        """The stems of number and noun of the parts that it names: of "its two kinds", two kind."""
        found = _COUNTED_PARTS.search(self.text)
        return (stem(found[1].lower()), stem(found[3].lower())) if found else None

    @cached_property
    def specific(self) -> tuple[str, ...]:
        """Its names and numbers, in plain words: what a text must have to be about just this."""
        return tuple(dict.fromkeys(plain(name) for name in _SPECIFIC.findall(self.text)))

    def seeks(self, heading: str | None) -> bool:
        """Whether it asks for just what stands under such a heading: limits, doubts."""
        known = self.section_bonus >= SOUGHT and self.section is not None and heading
        return bool(known and self.section and self.section.search(heading or ""))

    def naming(self, works: tuple[str, ...]) -> "Question":
        """The same question taken to name these works."""
        return replace(self, named=works)


def _subject(query: str, text: str) -> tuple[str, ...]:
    """The terms of the subject, without the kind of work that is asked for.

    What is compared with "a normal model" is compared with a model.
    """
    kind = _WORK_KIND.search(text)
    asked = {stem(kind[1].lower())} if kind else set()
    if kind_of(text) == "compare":
        query = _COMPARED.sub(" ", without_usual(query))
    return tuple(term for term in subject_terms(query) if term not in asked)


def _kind(text: str, query: str, names: Names) -> Kind:
    """The kind of a question; one that names two works and asks for one of them compares them, and
    a title that does so compares nothing.
    """
    kind = kind_of(text)
    kind = kind_of(names.without_titles(text)) if kind == "compare" else kind
    chooses = kind in ("open", "number") and _OR.search(text) and len(names.named_in(query)) == PAIR
    return "compare" if chooses else kind


def understand(
    text: str,
    query: str,
    aloud: str,
    names: Names,
    focus: tuple[str, ...] = (),
    acronyms: Mapping[str, str] | None = None,
) -> Question:
    """Tell what is asked; `query` and `aloud` are the text with what it leans on filled in.

    Where the turns before say which works are meant (`focus`), its own words say what of them.
    `acronyms` are those of the library, in lower case, with what they stand for.
    """
    section, bonus = section_of(text)
    about = _subject(query, text)
    return Question(
        text=text,
        query=query,
        aloud=aloud,
        kind=_kind(text, query, names),
        terms=about,
        own=(_subject(text, text) if focus else ()) or about,
        named=focus or names.named_in(query),
        section=section,
        section_bonus=bonus,
        short_names=short_names(query, acronyms or {}),
    )


def short_names(query: str, acronyms: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The terms of a query's acronyms, plural or not, with the terms of what they stand for."""
    found = (
        (word, acronyms.get(word) or acronyms.get(word.removesuffix("s"))) for word in words(query)
    )
    return {stem(word): frozenset(terms(long)) for word, long in found if long}

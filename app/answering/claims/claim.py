"""In: a claim and ranked sentences; out: those for it, against it, and near it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import pairwise

from app.answering.claims.certain import certain
from app.answering.claims.stance import HALF, Stance, stance_of
from app.answering.claims.statement import SAID_OTHERWISE, Claim, Said, share
from app.answering.claims.turned import turned_claims
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.group import Group
from app.answering.own_words import without_names
from app.answering.rank import Ranked
from app.answering.sense.counting import counts
from app.answering.sense.denial import plainly
from app.answering.sense.exclusive import given_to_another
from app.answering.sense.forms import Forms
from app.answering.sense.synonyms import plainer, same_terms
from app.answering.terms import Vocabulary, stem, subject_terms, terms, words

ABOUT = 0.55
"""A sentence speaks of a claim if it has this share of its terms, by rarity, and half of them each
counted alike."""
OF_IT = 0.75
"""What has this share of a claim's terms, by rarity and counted alike, is of the very matter."""
MOST = {"For": 4, "Against": 4, "Related": 2}
FEWEST = 2
"""A claim says something of something: a name alone ("Is Chinchilla right?") is none."""
_PLACE = re.compile(
    r",?\s*\b(?:in|according to|by) (?:the |this |that )?(?P<what>(?:[\w-]+\s+){1,6}?)"
    r"(?:paper|study|survey|review|article|benchmark|work|experiments?|problem|setting|test)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\s(?:in|for|of|on)\s+(?:the\s+)?(?P<what>[\w-]+(?:\s+[\w-]+)?)"
    r"(?=\W*$|,|\s+(?:is|are|was|were|can|cannot|do|does|has|have|will|may)\b)",
    re.IGNORECASE,
)
_TWO_SIDED = re.compile(r"\b(?:vs|versus|than|and|or|against|between|without|beyond|from)\b", re.I)
_SAID_BY = re.compile(
    r"^\W*according to [^,]+,\s*|,?\s+according to [^,.?]+(?=\W*$)", re.IGNORECASE
)
"""Whose word it is says nothing of what it is of."""


def weigh(
    statement: str,
    ranked: Ranked,
    vocabulary: Vocabulary,
    names: Callable[[str], Collection[str]] = lambda _: (),
) -> list[Group]:
    """Sentences that speak for and against a claim, by work, then what comes near it.

    `names` gives a work's names: of one that the claim uses whatever is said of the work is said.
    Empty if none is for or against: then there is nothing to weigh, only something to tell.
    """
    statement, wanted = _as_read(statement)
    if len(wanted) < FEWEST:
        return []
    forms = Forms(statement)
    stances: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    claims: dict[str, Claim] = {}
    for scored in (s for s in ranked.sentences if s.evidence.fit > DOUBTFUL):
        evidence, paper_id = scored.evidence, scored.evidence.paper_id
        named = names(paper_id)
        text, own = _in_its_words(forms, evidence)
        told = own | same_terms(evidence.context)
        there = told | _terms_of(named)
        about = vocabulary.share(wanted, there) >= ABOUT and share(wanted, there) >= HALF
        about = about or given_to_another(statement, evidence.reading)
        if about and not evidence.is_note:
            if paper_id not in claims:
                claims[paper_id] = _of_work(statement, wanted, named, ranked, paper_id)
            said = Said(text, own, told)
            lead = _lead(claims[paper_id], said)
            if len(stances[lead, paper_id]) < MOST[lead]:
                stances[lead, paper_id].append(evidence)
    for paper_id, claim in claims.items():
        _leave_unnamed(claim, stances, paper_id)
    decided = {paper_id for (lead, paper_id), said in stances.items() if said and lead != "Related"}
    keys = [key for key, said in stances.items() if said and key[1] in decided]
    keys.sort(key=lambda key: tuple(MOST).index(key[0]))
    return [
        Group(paper_id, [(e,) for e in stances[lead, paper_id]], lead) for lead, paper_id in keys
    ]


def _lead(claim: Claim, said: Said) -> Stance:
    """How a sentence stands to a claim; against it too if it bears out its opposite."""
    lead = certain(claim, said, stance_of(claim, said))
    if lead != "Related":
        return lead
    turned = turned_claims(claim, said.text)
    return "Against" if any(certain(t, said, stance_of(t, said)) == "For" for t in turned) else lead


def is_of_it(
    statement: str, evidence: Evidence, vocabulary: Vocabulary, named: Collection[str]
) -> bool:
    """Whether a sentence on a work with these names speaks of all that a claim does but a little,
    whichever way."""
    statement, wanted = _as_read(statement)
    there = _in_its_words(Forms(statement), evidence)[1] | _terms_of(named)
    much = vocabulary.share(wanted, there) >= OF_IT and share(wanted, there) >= OF_IT
    return len(wanted) >= FEWEST and much


def _leave_unnamed(
    claim: Claim, stances: dict[tuple[str, str], list[Evidence]], paper_id: str
) -> None:
    """Where a work speaks for and against a claim, and names what that names on one side alone, the
    other is of something else."""
    sides = [stances[lead, paper_id] for lead in ("For", "Against")]
    says = [any(claim.named & e.terms for e in side) for side in sides]
    if all(sides) and says[0] != says[1]:
        stances[("Related", paper_id)] += sides[says[0]]
        sides[says[0]].clear()


def _as_read(statement: str) -> tuple[str, tuple[str, ...]]:
    """A claim in plainer words, and the terms that a sentence on it must have."""
    statement = plainer(plainly(_SAID_BY.sub("", statement)))
    wanted = (t for t in subject_terms(statement) if not t[0].isdigit())
    return statement, tuple(t for t in wanted if t not in SAID_OTHERWISE)


def _in_its_words(forms: Forms, evidence: Evidence) -> tuple[str, frozenset[str]]:
    """A sentence in plainer words and a claim's forms of them, and its terms."""
    text = plainer(plainly(forms.of(evidence.reading)))
    return text, same_terms(evidence.terms.union(terms(text)))


def _of_work(
    statement: str, wanted: tuple[str, ...], named: Collection[str], ranked: Ranked, paper_id: str
) -> Claim:
    used = {*named, *(name.partition(":")[0] for name in named)}
    beside = without_names(_off_place(statement, named), used)
    rest = frozenset(terms(beside))
    told = _told_by_name(statement, used)
    own = tuple(term for term in wanted if term in rest and term not in told)
    said = (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id)
    numbers = [count for e in said for count in counts(e.reading)] if any(counts(beside)) else []
    return Claim(statement, beside, wanted, own, numbers)


def _terms_of(named: Iterable[str]) -> frozenset[str]:
    """The terms of the names of a work, as a claim is read."""
    return same_terms(term for name in named for term in terms(name))


def _off_place(statement: str, named: Collection[str]) -> str:
    """A claim without the words that say of which work it is, or of what that is: "in the spectral
    paper", "for arithmetic" where its title has that and sets it against nothing."""
    known = _terms_of(named)
    topics = () if any(_TWO_SIDED.search(name) for name in named) else _TOPIC.finditer(statement)
    for found in (*_PLACE.finditer(statement), *topics):
        said = frozenset(terms(found["what"]))
        if said and said <= known:
            statement = statement.replace(found[0], " ")
    return statement


def _told_by_name(statement: str, named: Collection[str]) -> frozenset[str]:
    """What a claim says beside a thing as a name of its work does: there "flows" alone are
    normalizing flows."""
    pairs = {pair for name in named for pair in pairwise(map(stem, words(name)))}
    said = list(map(stem, words(statement)))
    plain = set(terms(statement))
    return frozenset(a for a, b in pairwise(said) if (a, b) in pairs and {a, b} <= plain)

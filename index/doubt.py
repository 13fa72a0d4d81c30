"""In: what a question finds without its filters, and which works pass; out: whether to doubt them.

"What was first defined in December 2024?" may speak of something else than the day of a review:
then a work that does not pass fits the rest of the question far better than all that do. Where
the rest is mere talk ("which two were it?") no work fits it, and whoever leads does so by chance.
"""

import numpy as np
from numpy.typing import NDArray

from index.looks import Found
from index.store import Ranked

_ALIKE = 0.35
"""Cosine of the leading work from which on the rest speaks of it; of mere talk it was below."""
_SHARED = 2.5
"""Lead in BM25 that says the same: a rare word, or two that are not."""


def doubtful(found: Found, passing: NDArray[np.bool_], margin: float) -> bool:
    """Whether the best work leads all `passing[work]` by more than `margin` in score (0..1)."""
    if not len(found.works.rows) or passing[found.works.rows[0]]:
        return False
    leading = np.arange(len(passing)) == found.works.rows[0]
    if _best(found.works, leading) - _best(found.works, passing) <= margin:
        return False
    dense, lexical = found.rankers["dense"], found.rankers["lexical"]
    lead = _best(lexical, leading) - _best(lexical, passing)
    return _best(dense, leading) >= _ALIKE or lead >= _SHARED


def _best(ranking: Ranked, works: NDArray[np.bool_]) -> float:
    """The best score among some works, 0 where none is ranked."""
    scores = ranking.scores[works[ranking.rows]]
    return float(scores[0]) if len(scores) else 0.0

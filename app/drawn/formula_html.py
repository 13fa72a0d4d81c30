"""In: words and formulas in plain text, as demos write them; out: HTML that reads like a formula.

No TeX and nothing fetched: indices and powers are set low and high, single letters are slanted,
Greek letters and signs stand as themselves.
"""

import html
import re
from collections.abc import Callable

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
_OPERATORS = {"sum": "∑", "prod": "∏"}
_SIGNS = {
    "<=": "≤", ">=": "≥", "!=": "≠", "<-": "←", "->": "→", "||": "‖", "...": "…", " - ": " − ",
    " ~ ": " ∼ ", " * ": " · ",
}  # fmt: skip
_GROUP = r"\{[^{}\n]*\}|\([^()\n]*\)"
_TOKEN = re.compile(
    r"(?P<code>`[^`\n]+`)"
    rf"|_(?P<low>{_GROUP}|&?[<>]?[A-Za-z0-9]+(?:[,;][A-Za-z0-9]+)*)"
    rf"|\^(?P<high>{_GROUP}|-?[A-Za-z0-9]+\*?|[*])"
    r"|(?P<root>sqrt(?=\())"
    r"|(?P<sign><=|>=|!=|<-|->|\|\||\.\.\.|(?<=[\w)\]}|]) - (?=[\w(|])| ~ | \* )"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


def formula(text: str) -> str:
    """A formula, or words with formulas in them."""
    out = []
    for found in _TOKEN.finditer(text):
        kind, (start, end) = found.lastgroup or "other", found.span()
        near = (text[:start][-1:] or " ") + (text[end : end + 1] or " ")
        out.append(_PIECES[kind](found[kind], near))
    return "".join(out)


def _code(said: str, _near: str) -> str:
    return f"<code>{html.escape(said.strip('`'))}</code>"


def _low(inside: str, near: str) -> str:
    return _shifted("sub", "_", inside, near)


def _high(inside: str, near: str) -> str:
    return _shifted("sup", "^", inside, near)


def _shifted(tag: str, sign: str, inside: str, near: str) -> str:
    """An index or a power, if it stands at something that can have one."""
    if not (near[:1].isalnum() or near[:1] in tuple(")]}|'~*")):
        return sign + html.escape(inside)
    bare = inside[1:-1] if inside[0] in "{(" else inside
    return f"<{tag}>{formula(bare)}</{tag}>"


def _word(said: str, near: str) -> str:
    if said in _OPERATORS and near[1] == "_":  # elsewhere it is a word
        return _OPERATORS[said]
    if said in _GREEK:
        return _GREEK[said]
    if len(said) > 1 or near[0] == "'":
        return said
    article = said in ("a", "A", "I") and not set("_^()=") & set(near)
    return said if article else f"<i>{said}</i>"


_PIECES: dict[str, Callable[[str, str], str]] = {
    "code": _code,
    "low": _low,
    "high": _high,
    "root": lambda _said, _near: "√",
    "sign": lambda said, _near: _SIGNS[said],
    "word": _word,
    "other": lambda said, _near: html.escape(said),
}

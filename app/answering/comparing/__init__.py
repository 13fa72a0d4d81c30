"""In: a question that compares, the works found for it; out: the answer, the difference first.

The door is `comparison`. `phrasing` reads the two sides as the question puts them, `sides` which
works they mean, `contrast` what works say of each. `difference` finds what sets them apart, by
words that `opposing` weighs; `apart` writes that down, `aspects` makes a table of named works,
`several` one of three things or more.
"""

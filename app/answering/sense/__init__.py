"""In: two texts, mostly a claim or question and a sentence; out: how the one stands to the other.

What one text says: `quantities` its numbers with their units, `counting` what they count,
`synonyms` the same in plainer words, `forms` the same in the words of another as that writes them.
What two have to do with one another: `agreement` is the guard on numbers and negations, `denial`
tells what is denied, `directions` what is more or less, `turning` whether all directions of a claim
are said, `trends` how one thing goes with another, `twosided` what compares two things, `roles` who
does it to whom, `exclusive` what is so of one alone, `contrary` what is so of others, `journeys`
what goes from where to where, `edits` what a small change turns.
`premise` finds the sentence that contradicts what a question takes for granted.
"""

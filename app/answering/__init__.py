"""In: a question, the turns before it, an opened library; out: a cited answer.

A map, in the order in which a question passes through:

- The door is `answer`, which reads from top to bottom. It gives `records`, by its `settings`, from
  a `reader` of the library, which `scope` may narrow.
- What is asked: `courtesy` takes off what is only polite, `pointed` names what "the second one"
  points to, `framing` whose word is asked for; `turn` searches for it, with the work before where
  it is `leaning` on that and for works without those it is `leaving` out. `question` understands it
  by its `kinds`, the part that asks (`asking`), the `names` of works and its `terms`; `own_words`
  are those beside a name. A refused question may have `slips` of the pen.
- What headers, dates and links tell is answered in `archive`.
- What the texts say: `sentences` cuts them, `lists` finds what a colon introduces, `announced` what
  a number of parts does, `fitness` what can serve; that makes `evidence`. `matter` weighs it
  whatever is asked. `sentence_store` holds all of it, `vectors` and `kept_words` keep on disk what
  takes long to make.
- Which of it answers: `rank` scores it, by `matching` of tokens and with a `bonus` for content;
  `opening` and `foremost` find the first sentence, `select` and `picker` those after it, `group`
  puts the sentences of a work in order. `worklist` lists works, `comparing` sets them side by side,
  `claims` weighs what is for and against; in `sense` stands what two texts have to do with one
  another. `choose` takes the one that the kind of question wants, `compose` writes it down.
- Whether that is an answer: a `draft` has it with what is `missing` by name, `stated` by no text,
  or an `attribute` that nothing tells, and whether it is of the `field` at all; `abstain` weighs
  how sure that is, by its `calibration`, and `gaps` says what is not there.
"""

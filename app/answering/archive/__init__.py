"""In: a turn, a reader; out: its answer from headers, dates and links, if it asks for records.

A map; the door is `recorded`, which tries one way after another until one tells something.

- How it is read: `wording` puts it in the plain words of records (`plainly`), its works as marks
  (`nicknames`); `facts` and `by_word` say which record of a work is asked for, `limits` to which
  works, `people` and `per` of whom and by what, `ends` from which end; `content` says whether it
  asks for content all the same. What leans on the turn before: `picked` and `instead`; what names
  no work: `meant`; by a name that none has: `called`.
- What one work's records state: `headers` has the lines, `origins` who and when, `authors`,
  `makers` and `houses` who made it, `reviewed` on which days. `also` answers the rest of a question
  that asks for more.
- What stands among the works: `listing` reads what a list wants, `rows` finds its works, `listed`
  writes it; `nth`, `place`, `among` and `pairs` go by places and days, `tally` and `months` sum up,
  `titled` goes by the form of titles, `preprints` by months on arXiv, `tellings` by kinds of text,
  `oddities` by lines that cannot be right. What reviewers say of their series: `chronicle`,
  `serial`.
"""

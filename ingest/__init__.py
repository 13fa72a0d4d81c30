"""In: files; out: the library of documents and works that index and app read.

A map; `records` are passed on by all rooms, `errors` are the advice when something cannot be read.

- What is read: `collect` adds paths to what there was (`inputs`), `read` gives files as text by
  `lines`, `texts` keeps their bytes, `sniff` says what each is, and `formats` has its parser:
  `cards` (with `card_sections`), `archive` of reviews, `threads`, `transcript`, or `plain` for a
  text about one work, which may come out of a `pdf` (without `running_heads`, by `hyphens`), a
  `webpage` (`html_text`), `word` or `atom` file. `rows` reads JSON Lines.
- What parsers share: `blocks` and `headings`, `links`, `dates`, `spans`, `number_words`; `metadata`
  and `origins` tell what a file states of its work, `oddities` what is broken.
- What is made of it: `merge` joins documents to works, the `library` holds both; `differing` finds
  numbers that sources differ on, `conserve` and `statement` account for every line. `replace` puts
  any file in place in one step.
"""

"""In: questions that people have judged; out: reports on how well they are found and answered.

A map.

- What is judged: `beir` reads questions and judgements, `question_set` names a set of them;
  `collection` makes a library of a foreign corpus, `catalogue` one of our cards alone.
- How well they are found: `judge` is the door, `command` its words; `systems` and `peers`
  (`peer_bm25`) rank, `retrieval` scores their `runs` by `metrics`; `compare` tests two of them,
  `report`, `differences` and `plots` show it. `gate` holds the dev half to committed figures,
  `plain` asks without cards.
- How well they are answered: `answers` scores by `answer_metrics`, `risk` draws what is refused,
  `answer_report` shows it; `leash` tries what a model may say.
- What is fitted, each by a command that makes its file anew: `calibrate` (by `folds`), `adapter`,
  `themes`, `tokens`, `field`, `smoothing` and `graph` with `rounding`.
- How quick it is: `bench`, `bench_ingest`, `bench_pages`, `bench_demos`.
- The Evaluate page: `view` mounts `page` with `page_html` and `page_questions`, `trials` run behind
  it and are `kept`. `screenshots` makes the pictures of all pages.
"""

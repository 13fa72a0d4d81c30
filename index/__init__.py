"""In: a library; out: its index, and for a question the works ranked that fit it.

A map; `settings` has what can be set in any of it.

- What is embedded: `passages` cuts a library into them; `embed` is the door to models (`models`
  finds their folder, `bert` runs one without PyTorch, `in_bytes` rounds its weights; `prefixes` are
  a model's own words), `projection` makes codes of tokens.
- How an index is made: `publish` puts in place under a `lock` what `build` writes: vectors in a
  `store`, tokens in a `token_store`, words in `lexical` (as `analyzer` reads them, of passages and
  of `work_texts`), all pinned by the `manifest`. `load` reads it back.
- How a question is read: `reading` mends its `spelling`, spells out `acronyms` and takes out the
  `filters` that `query` finds: `periods` and `days`, those that go by a name (`named_days`),
  `ordinals`; `timeless` is what is left without them. `plural` says whether several works are asked
  for, `followup` and `name_terms` how much the turns before count.
- How works are ranked: `search` is the door; `looks` looks twice, drawn by `feedback`, with an
  `adapter` for questions. `fuse` joins rankings, `tokens` match one by one, `kin` raises what has
  to do with the best and with the `themes` asked for; `doubt` drops a filter that loses the work
  meant. `hits` makes the records of `ranking`; `rerank` may order them again; `explain` says why
  each stands there, `batch` asks a file of queries; `threads` keeps BLAS to one.
- For LlamaIndex: `llama` and `nodes`.
"""

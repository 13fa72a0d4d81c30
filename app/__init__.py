"""In: a published library; out: cited answers, lists and runs of demos, by command, page and tool.

A map; what a question passes through is told in `answering`.

- The doors: `command` mounts the `commands`, `main` the `pages` of the browser, `tools` is the
  server for other programs (MCP), `llama` an engine for LlamaIndex. All find their `home`;
  `checked` values come from outside.
- What they open: `readers` gives the reader that answers are read from, `opened` what a page or a
  server keeps open. `quotes` finds a text word for word, `library` ingests and forgets, `uploads`
  takes files from a page, `health` says what is wrong.
- What is asked: `batch` is a file of questions, `chats` are turns that are kept in `history`,
  `prompts` offers questions; `llm` has a model reword an answer, whose `tellings` pages watch;
  `asked_list` is the reading list that a question means.
- What the library holds: `catalogue` and `browse` list works by `topics`, `themes` and the rest,
  `bibtex` cites them, `atlas` and `charts` are maps of them.
- What is run: `runs` and `sweeps` of demos, which `export_demos` writes to disk.
- What is seen: `drawn` has the HTML.
"""

"""In: records; out: HTML of them, for the pages and for files that open from disk.

`markup` makes any text safe, `formula_html` a formula legible. What is asked: `answer_html`,
`source_html` with `excerpts` of the files, `explain_html`. What is kept: `browse_html`,
`lists_html`, `paper_html`, `library_html`, `files_html`, all tied by `links_html`. What is run:
`demo_html` with its `notes_html`, `sweep_html`.
"""

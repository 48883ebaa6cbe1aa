"""A questionnaire as one document: its questions, conditions, and what counts as an answer.

Pure Python, no database: the builder edits this document, opening a consultation freezes
it, the pages show it, YAML carries it. Why a document and not rows: `docs/adr/`.

`kinds` names the question types, `content` is the document and its checks, `conditions`
decides what is shown, `answers` reads what was typed and turns it into values.
"""

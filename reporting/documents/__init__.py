"""Administrative documents: one content tree (`tree`), one law of layout (`layout`), many renderers.

Nothing in this package but `builders` knows the database. Builders make a `tree.Document`; `pdf`, `docx` and `text`
only translate it, so the three say the same words (tests/reporting/test_render_same_text.py).
"""

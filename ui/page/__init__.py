"""The chat page, in Gradio.

What it shows: `thread` (the conversation), `sources`, `reader` (full text), `library`, `shelf`
(conversations kept in the browser), `links`, `files`, `examples`. What it is made of: `parts` (the
components), `theme`, `sitting` (what one tab holds), `options`, `desk` (the open index). What
happens: `answering`, `librarian`, `keeper`, `arriving`, wired in `layout`; `endpoints` for
programs; `headers` and `serving`.
"""

from ui.page.serving import build_page, start

__all__ = ["build_page", "start"]

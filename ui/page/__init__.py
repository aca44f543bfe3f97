"""The chat page, in Gradio.

`serving` starts it and `layout` puts it together: `components`, `theme`, `session` (what one tab
holds), `options`, `index_handle` (the open index), `downloads`, `endpoints` (for programs),
`headers`. `handlers` say what happens, `views` what is shown, `access` who may ask for what.
"""

from ui.page.serving import build_page, start

__all__ = ["build_page", "start"]

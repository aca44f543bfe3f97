"""The chat page, in Gradio.

`serving` starts it (`options`; `gradio_loading` imports Gradio) and `layout` puts it together:
`components`, `events` (which handler each calls), `theme`, `session` (the state of one tab),
`index_handle` (the open index), `incoming` (uploads until they are indexed), `uploads`,
`downloads`, `freed_memory` (given back to the system). `responses` says what is added to answers to
the browser, `handlers` what happens, `views` what is shown, `access` who may ask for what,
`programs` what other programs may call.
"""

from ui.page.options import ServingOptions
from ui.page.serving import build_page, start

__all__ = ["ServingOptions", "build_page", "start"]

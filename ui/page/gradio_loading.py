"""Gradio, imported without what the page never uses: two of the three seconds that it takes."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["load_gradio"]

# The protocol for other programs, and a grammar that jsonschema reads for it where it is installed.
_FOR_MCP = ("mcp", "rfc3987_syntax")
_COMPONENTS, _STUBS = "gradio.component_meta", "create_or_modify_pyi"
_PLOTS = "MatplotlibBackendMananger"  # entered at each event


def load_gradio(*, mcp: bool = False) -> None:
    """Import Gradio; a second call does nothing.

    Left out are the optional package `mcp`, unless it is wanted; the type stubs that Gradio writes
    for each of its components whenever it is imported, into its own installed files: for editors
    only, and not safe where two servers start at once; and matplotlib, which Gradio imports at the
    first event where it is installed: half a second of the first visit, and the page plots nothing
    with it.

    Args:
        mcp: whether tools are to be served to other programs.
    """
    if "gradio" in sys.modules:
        return
    left_out = [] if mcp else [name for name in _FOR_MCP if name not in sys.modules]
    finder = _WithoutStubs()
    sys.meta_path.insert(0, finder)
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python is told: not installed
    try:
        import gradio  # noqa: PLC0415  (takes a second)

        if hasattr(gradio.utils, _PLOTS):  # a later Gradio may have none
            setattr(gradio.utils, _PLOTS, nullcontext)
    finally:
        sys.meta_path.remove(finder)
        for name in left_out:
            del sys.modules[name]


class _WithoutStubs(MetaPathFinder):
    """Finds the module that writes the stubs, and takes that function from it."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname != _COMPONENTS:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader(Loader):
    """Loads a module as another loader does, then leaves its writing of stubs undone."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if hasattr(module, _STUBS):  # a later Gradio may write none
            setattr(module, _STUBS, lambda *_: None)

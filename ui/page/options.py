"""How the page was started."""

from dataclasses import dataclass
from pathlib import Path

from ui.config import Places
from ui.i18n.messages import DEFAULT_LANGUAGE

__all__ = ["PageOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What the person who starts the server decides, for everyone who opens the page."""

    places: Places
    language: str = DEFAULT_LANGUAGE  # until a person chooses
    allow_edit: bool = False  # the library may be changed without a login
    login: bool = False  # a login is set; whoever has logged in may change the library
    model: str = ""  # name of the language model, where one is configured

    @property
    def uploads(self) -> Path:
        """Where files added on the page are kept, so that the index can be built again."""
        return self.places.uploads

    def may_edit(self, username: str | None) -> bool:
        """Return whether a person may change the library."""
        return self.allow_edit or (self.login and bool(username))

"""What every screen in the window's middle can do. No widget here."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from desktop.services.catalog_rows import OmniConnection, RefreshProgress


@runtime_checkable
class Page(Protocol):
    """A screen that fills the middle of the window."""

    def key_hints(self) -> str:
        """The keys of this screen, for the status bar."""
        ...

    def take_focus(self) -> None:
        """Bring the keyboard to where it is wanted first."""
        ...


@runtime_checkable
class StockPage(Protocol):
    """A screen that shows Omni's stock and how its refresh does."""

    def show_connection(self, connection: OmniConnection) -> None:
        """Whether there is an Omni to refresh from."""
        ...

    def show_progress(self, progress: RefreshProgress) -> None:
        """How the refresh does."""
        ...

    def refuse_refresh(self, sentence: str) -> None:
        """The refresh could not begin."""
        ...


class Presenter(Protocol):
    """Stands between a screen and the desk behind it."""

    def start(self) -> None:
        """Follow the changes from here on."""
        ...

    def stop(self) -> None:
        """Follow no longer."""
        ...

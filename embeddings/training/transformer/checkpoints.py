"""Training state on disk, written every few minutes, taken up again after a stop."""

import time
from pathlib import Path

import torch

__all__ = ["Checkpoint"]


class Checkpoint:
    """The state of a network and its optimiser; restored at once where `path` exists."""

    def __init__(
        self, path: Path, network: torch.nn.Module, optimiser: torch.optim.Optimizer
    ) -> None:
        self._path, self._network, self._optimiser = path, network, optimiser
        self.minutes, self.step = 0.0, 0
        self._written = time.monotonic()
        if path.exists():
            state = torch.load(path, weights_only=True, map_location="cpu")
            network.load_state_dict(state["network"])
            optimiser.load_state_dict(state["optimiser"])
            self.minutes, self.step = state["minutes"], state["step"]

    def keep(self, minutes: float, *, every: float) -> None:
        """Write if the last write is `every` minutes ago."""
        if time.monotonic() - self._written > 60 * every:
            self.write(minutes)

    def write(self, minutes: float) -> None:
        """Write beside, then replace: a killed writer leaves the old state whole."""
        partial = self._path.with_suffix(".partial")
        torch.save(
            {
                "network": self._network.state_dict(),
                "optimiser": self._optimiser.state_dict(),
                "minutes": minutes,
                "step": self.step,
            },
            partial,
        )
        partial.replace(self._path)
        self._written = time.monotonic()

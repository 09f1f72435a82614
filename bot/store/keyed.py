"""What the store needs of sealing beyond the port: which of the operator's keys sealed a value."""

from typing import Protocol

from bot.service.ports import Sealer


class KeyedSealer(Sealer, Protocol):
    """A sealer whose operator's keys have ids."""

    @property
    def active_key_id(self) -> str:
        """The id of the operator's key that seals now."""

    @property
    def key_ids(self) -> frozenset[str]:
        """The ids of all operator's keys at hand."""

    def key_id(self, sealed: bytes) -> str:
        """Return the id of the operator's key that `wrap` or `seal_for_operator` used."""

"""A typed event: the one way in which the core tells others that something happened."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Listeners are called in the order in which they subscribed; one that fails does not keep others from hearing."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call `listener` from now on; the answer unsubscribes it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def emit(self, message: T) -> None:
        """Tell all listeners.

        Raises:
            ExceptionGroup: with what listeners raised, after all have been called.
        """
        faults: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(message)
            except Exception as fault:  # noqa: BLE001  raised again below, together
                faults.append(fault)
        if faults:
            raise ExceptionGroup("listeners failed", faults)

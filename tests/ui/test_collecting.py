"""Garbage is collected on the window's thread: what another thread allocates lets no widget go there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject

from ui.collecting import Collector


@pytest.fixture
def collector(qapp: QObject) -> Iterator[Collector]:
    made = Collector(qapp)
    yield made
    made.deleteLater()


class Widget:
    """Stands for what must not go on another thread: it says where it went."""

    gone_on: ClassVar[list[threading.Thread]] = []

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


def allocate() -> None:
    for _number in range(50_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_cycles_go_on_the_thread_of_the_window_and_on_no_other(collector: Collector) -> None:
    gc.collect()
    cycle: list[object] = [Widget()]
    cycle.append(cycle)
    del cycle
    Widget.gone_on.clear()
    busy = threading.Thread(target=allocate)
    busy.start()
    busy.join()
    assert Widget.gone_on == []
    assert collector.collect() > 0
    assert Widget.gone_on == [threading.current_thread()]
    assert collector.collect() == 0, "nothing is due any more"

"""Whether there is a screen that answers, told before Qt loads: without one Qt ends the program."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

_ASKED = ("xcb", "wayland", "")
"""Platforms of Qt that need a display which answers; others, such as offscreen, bring their own."""


def has_screen() -> bool:
    """Whether a window can be shown: on Linux an X or Wayland display answers, or Qt is told to do without."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform.partition("-")[0] not in _ASKED:
        return True
    return (platform != "xcb" and _wayland_answers()) or (not platform.startswith("wayland") and _x_answers())


def _x_answers() -> bool:
    """Whether the X display lets us in, by the library that Qt asks, too."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    for act in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        act.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        return False
    with socket.socket(socket.AF_UNIX) as asked:
        try:
            asked.connect(str(Path(folder) / name))
        except OSError:
            return False
    return True

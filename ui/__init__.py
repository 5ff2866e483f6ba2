"""The window: Qt on top of the core. Nothing below this package knows that there is a window."""

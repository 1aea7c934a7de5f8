"""The entry point of the window: light, since every worker process imports it once more."""

import multiprocessing


def main() -> int:
    """Show the window; the exit status."""
    multiprocessing.freeze_support()
    from inklift.desktop.app import main as show_window

    return show_window()

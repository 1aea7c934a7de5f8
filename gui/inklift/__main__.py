"""Starts the command `inklift` as `python -m inklift`."""

import sys

if __name__ == "__main__":  # worker processes import this module again, under another name
    from inklift.cli.main import main

    sys.exit(main())

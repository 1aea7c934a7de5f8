"""`python3 installer/dev.py run|test`: set up this checkout, then start Inklift or check it.

This file is parsed by Pythons as old as 3.6, so that they can say in one sentence what is wrong.
The set-up itself is in the `dev_*` modules beside it and needs the standard library only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python")


def newer_python(search_path: str) -> str:
    """The first Python on `search_path` that is new enough and really starts, or ''."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON!r})"
    for name in NEWER_NAMES:
        found = shutil.which(name, path=search_path)
        # A name alone proves nothing: pyenv puts stand-ins on the path that only print an error.
        if found and subprocess.call([found, "-c", question], stderr=subprocess.DEVNULL) == 0:
            return found
    return ""


def leave_old_python() -> int:
    """Go on with a newer Python if there is one; otherwise say so and return the exit status."""
    found = newer_python(os.environ.get("PATH", os.defpath))
    if found:
        return subprocess.call([found, __file__, *sys.argv[1:]])
    sys.stderr.write(
        "Inklift needs Python {}.{} or newer; this is Python {}.{}, and there is no newer one on "
        "the PATH.\n".format(*OLDEST_PYTHON, *sys.version_info[:2])
    )
    return 3


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        return leave_old_python()
    # The folder is not on the path when PYTHONSAFEPATH is set.
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import dev_commands  # only now: an old Python could not even parse it

    return dev_commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

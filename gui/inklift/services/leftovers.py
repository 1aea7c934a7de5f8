"""What runs leave in files outside the journal; it goes when they are deleted."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from inklift.core.runs import DeletedRuns
from inklift.services.keeping import rescued_files
from inklift.services.pictures import thumbnail_file
from inklift.services.readings import reading_file
from inklift.system.paths import DataPaths


def remove_leftovers(
    paths: DataPaths, run_ids: Collection[str], deleted: DeletedRuns, in_use: Collection[Path]
) -> None:
    """Remove thumbnails, readings, pasted and fetched pictures, and rescued answers of runs.

    Blocking. Pictures `in_use` stay, and so does every file that is not in a folder of ours. What
    cannot be removed stays without a word: it only takes up space.
    """
    doomed = [thumbnail_file(paths.thumbnails_folder, each) for each in deleted.fingerprints]
    doomed += [reading_file(paths.readings_folder, each) for each in deleted.fingerprints]
    for run_id in run_ids:
        doomed += rescued_files(paths.rescued_folder, run_id)
    ours = paths.pasted_folder.absolute()
    doomed += [
        path for path in map(Path, deleted.paths) if path.parent == ours and path not in in_use
    ]
    for path in doomed:
        with suppress(OSError):
            path.unlink()

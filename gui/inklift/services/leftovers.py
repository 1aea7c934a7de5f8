"""What runs leave in files outside the journal; it goes when they are deleted."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from inklift.core.runs import DeletedRuns
from inklift.services.keeping import rescued_files
from inklift.services.pictures import thumbnail_file


class Leftovers:
    """Knows the folders. Its one call blocks; any thread."""

    def __init__(
        self, *, thumbnails_folder: Path, pasted_folder: Path, rescued_folder: Path
    ) -> None:
        self._thumbnails_folder = thumbnails_folder
        self._pasted_folder = pasted_folder
        self._rescued_folder = rescued_folder

    def remove(
        self, run_ids: Collection[str], deleted: DeletedRuns, in_use: Collection[Path]
    ) -> None:
        """Remove thumbnails, pasted and fetched pictures, and rescued answers of deleted runs.

        Pictures `in_use` stay, and so does every file that is not in a folder of ours. What cannot
        be removed stays without a word: the next deletion cannot name it any more.
        """
        paths = [thumbnail_file(self._thumbnails_folder, each) for each in deleted.fingerprints]
        for run_id in run_ids:
            paths += rescued_files(self._rescued_folder, run_id)
        ours = self._pasted_folder.absolute()
        for path in map(Path, deleted.paths):
            if path.parent == ours and path not in in_use:
                paths.append(path)
        for path in paths:
            with suppress(OSError):
                path.unlink()

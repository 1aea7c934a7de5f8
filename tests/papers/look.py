"""Writes pictures of the papers, with their truth beside them, to look at.

python tests/papers/look.py --out DIR [--id ID ...] [--wear NAME ...] [--seed N]
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from papers.documents import PAPERS
from papers.drawing import draw
from papers.paper import Paper
from papers.second.gathered import SECOND_PAPERS
from papers.wear import WEARS, wear_named

ALL_PAPERS = (*PAPERS, *SECOND_PAPERS)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--id", nargs="*", choices=[paper.id for paper in ALL_PAPERS], metavar="ID")
    parser.add_argument("--wear", nargs="*", default=[], choices=[wear.name for wear in WEARS])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for paper in ALL_PAPERS:
        if options.id is None or paper.id in options.id:
            picture = draw(paper)
            picture.save(options.out / f"{paper.id}.png")
            for name in options.wear:
                worn = wear_named(name)(picture, options.seed)
                worn.save(options.out / f"{paper.id} {name}.png")
            _write_truth(paper, options.out / f"{paper.id}.json")
    return 0


def _write_truth(paper: Paper, path: Path) -> None:
    truth = {
        **paper.truth.as_dict(),
        "labelled": dict(paper.labelled),
        "sums_agree": paper.expects_sums_agree,
    }
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

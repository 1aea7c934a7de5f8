"""How many fields of the papers the product finds: by field, and the text's word recall.

python tests/papers/score.py [--set first|second|all] [--language de] [--kind receipt] [--id ID ...]
                             [--wear NAME] [--readings DIR] [--text] [--by-language] [--errors]

The rules were made with the first set in view; the second is held out. `--text` takes the printed
letters instead of a picture.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "gui"))

from inklift.core.readings import Reading
from papers.asking import fields_in, reading_of
from papers.comparing import Judged, Verdict, judged, recall, rows_kept
from papers.documents import PAPERS
from papers.drawing import draw
from papers.paper import FIELD_NAMES, Paper
from papers.second.gathered import SECOND_PAPERS
from papers.wear import WEARS, wear_named
from reading.made_pages import reading as typewritten

SEED = 1
SETS = {"first": PAPERS, "second": SECOND_PAPERS, "all": (*PAPERS, *SECOND_PAPERS)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--set", choices=list(SETS), default="first")
    parser.add_argument("--language", choices=sorted({paper.language for paper in SETS["all"]}))
    parser.add_argument("--kind", choices=sorted({paper.kind for paper in SETS["all"]}))
    parser.add_argument(
        "--id", nargs="*", choices=[paper.id for paper in SETS["all"]], metavar="ID"
    )
    parser.add_argument("--wear", choices=[wear.name for wear in WEARS])
    parser.add_argument(
        "--readings", type=Path, metavar="DIR", help="keeps what was read, to be used again"
    )
    parser.add_argument("--text", action="store_true", help="by the printed letters alone")
    parser.add_argument("--by-language", action="store_true", help="a table of languages too")
    parser.add_argument("--errors", action="store_true", help="shows each value that is not right")
    options = parser.parse_args()
    chosen = [
        paper
        for paper in SETS["all" if options.id else options.set]
        if options.language in (None, paper.language)
        and options.kind in (None, paper.kind)
        and (options.id is None or paper.id in options.id)
    ]
    recalls: list[float] = []
    kept: list[float] = []
    results: list[Judged] = []
    by_language: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    for paper in chosen:
        reading = _reading_of(paper, options)
        recalls.append(recall(paper.text, reading.text))
        if paper.kind != "page":  # its rows are those of two columns
            kept.append(rows_kept(paper.text, reading.text))
        found = judged(paper, fields_in(reading, [label for label, _ in paper.labelled]))
        results += found
        by_language[paper.language] += Counter(one.verdict for one in found)
        if options.errors:
            _print_errors(paper, found)
    _print_table(results)
    if options.by_language:
        _print_languages(by_language)
    if recalls:
        print(
            f"\n{len(chosen)} papers; word recall {sum(recalls) / len(recalls):.3f}, "
            f"worst {min(recalls):.3f} ({chosen[recalls.index(min(recalls))].id}); "
            f"rows kept {sum(kept) / max(1, len(kept)):.3f}"
        )
    return 0


def _reading_of(paper: Paper, options: argparse.Namespace) -> Reading:
    if options.text:
        return typewritten(*paper.text.splitlines())
    picture = draw(paper)
    if options.wear:
        picture = wear_named(options.wear)(picture, SEED)
    return reading_of(picture, kept_in=options.readings)


def _print_errors(paper: Paper, found: Sequence[Judged]) -> None:
    for one in found:
        if one.verdict is not Verdict.RIGHT:
            print(f"{paper.id:24} {one.field:15} {one.verdict:9} {one.true!r} | {one.given!r}")


def _print_table(results: Sequence[Judged]) -> None:
    counts = Counter((one.field, one.verdict) for one in results)
    print(f"{'field':16}" + "".join(f"{verdict:>10}" for verdict in Verdict) + f"{'F1':>8}")
    for field in (*FIELD_NAMES, "labelled", "sums_agree"):
        _print_line(field, {verdict: counts[field, verdict] for verdict in Verdict})
    total = Counter(one.verdict for one in results)
    _print_line("all", {verdict: total[verdict] for verdict in Verdict})


def _print_languages(by_language: Mapping[str, Counter[Verdict]]) -> None:
    print()
    for language, count in sorted(by_language.items()):
        _print_line(language, count)


def _print_line(name: str, count: Mapping[Verdict, int]) -> None:
    right, wrong = count[Verdict.RIGHT], count[Verdict.WRONG]
    both = 2 * right + 2 * wrong + count[Verdict.MISSING] + count[Verdict.INVENTED]
    f1 = f"{2 * right / both:8.3f}" if both else f"{'-':>8}"
    print(f"{name:16}" + "".join(f"{count[verdict]:10}" for verdict in Verdict) + f1)


if __name__ == "__main__":
    sys.exit(main())

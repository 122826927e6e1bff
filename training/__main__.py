"""`python -m training --text-faces DIR --script-faces DIR`: trains the network that labels ink.

Needs, beside the project's own packages, torch (`pip install torch==2.13.0` in an environment of your own;
it is never in the lock) and folders with typefaces. See docs/ink.md.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from training.drawing import drawing, write
from training.press import faces
from training.real import crops


def main() -> None:
    """Draw, fit, judge, export."""
    asked = _arguments()
    try:
        import torch
    except ImportError as missing:
        raise SystemExit(
            "torch is not installed: `pip install torch==2.13.0` in this environment."
        ) from missing
    from training.fit import HELD_OUT, export, fit
    from training.judge import judged
    from training.net import InkNet
    from training.resume import resumed

    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    stock = replace(faces(asked.text_faces, asked.script_faces), ink=crops(asked.ink))
    held_out = write(asked.pieces, stock, HELD_OUT)
    write(asked.pieces, stock, asked.first)
    with drawing(asked.pieces, stock, asked.first, asked.processes):
        net = resumed(asked.start, asked.pieces) if asked.start else InkNet()
        net = fit(net, asked.pieces, asked.minutes, asked.seed, asked.rate)
    export(net, asked.out)
    print(judged(net, held_out))
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--text-faces", type=Path, nargs="+", required=True, help="folders of ordinary typefaces"
    )
    parser.add_argument(
        "--script-faces", type=Path, nargs="+", required=True, help="folders of script typefaces"
    )
    parser.add_argument(
        "--ink", type=Path, nargs="*", default=[], help="folders of real signatures, one a picture"
    )
    parser.add_argument("--pieces", type=Path, default=Path("pieces"), help="where drawn pieces are kept")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--threads", type=int, default=1, help="for the fit")
    parser.add_argument("--processes", type=int, default=1, help="for the drawing")
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first file drawn: other numbers, other pieces"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-3, help="of learning; half of it when going on")
    parser.add_argument("--start", type=Path, help="weights to go on from: latest.pt, or the .onnx itself")
    parser.add_argument("--out", type=Path, default=Path("extractors/page/weights/ink.onnx"))
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""How well a network labels pieces that it was not trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from extractors.page.inks import Label
from training.net import InkNet


def judged(net: InkNet, path: Path) -> str:
    """A table: share of each label's cells that were found, and of those called so that are so."""
    net.eval()
    with np.load(path) as kept:
        pictures, labels = kept["x"], kept["y"]
    counts = np.zeros((len(Label), len(Label)), np.int64)
    with torch.no_grad():
        for picture, truth in zip(pictures, labels, strict=True):
            shades = torch.from_numpy(1 - picture[None, None].astype(np.float32) / np.float32(255))
            told = net(shades)[0].argmax(0).numpy()
            np.add.at(counts, (truth.ravel(), told.ravel()), 1)
    lines = [f"{'label':12}{'found':>8}{'right':>8}"]
    for label in Label:
        right = counts[label, label]
        found, said = right / max(counts[label].sum(), 1), right / max(counts[:, label].sum(), 1)
        lines.append(f"{label.name.lower():12}{found:8.1%}{said:8.1%}")
    return "\n".join(lines)

"""Fits a recogniser of lines further, on pictures of handwriting."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from extractors.page.engines.recogniser import HEIGHT
from training.graph import Graph

_BATCH, _POOL = 24, 20
"""Lines of a batch; batches that are put together by width at a time."""
_WARM, _KEPT, _STEEPEST = 200, 0.998, 5.0
_STEP = 16


@dataclass(frozen=True)
class Lines:
    """Pictures of HEIGHT rows beside each other, where each ends, and what stands in it."""

    pictures: NDArray[np.uint8]
    ends: NDArray[np.int64]
    texts: Sequence[str]

    def picture(self, place: int) -> NDArray[np.uint8]:
        """One of them."""
        start = int(self.ends[place - 1]) if place else 0
        return self.pictures[:, start : int(self.ends[place])]


@dataclass(frozen=True)
class Course:
    """How to fit."""

    minutes: float
    rate: float
    seed: int


def fit(start: Path, out: Path, lines: Lines, characters: Sequence[str], course: Course) -> None:
    """Fit the ONNX file `start` further and write it, with the running mean of its weights, to `out`.

    Args:
        start: a recogniser; its answer's columns stand for `characters`, the first of which is CTC's blank.
        out: the same with other weights.
        lines: pictures and what stands in them.
        characters: see `start`.
        course: for how long, and how.
    """
    seed, rate, minutes = course.seed, course.rate, course.minutes
    torch.manual_seed(seed)
    chance, net = np.random.default_rng(seed), Graph(start)
    codes = {text: place for place, text in enumerate(characters)}
    fitted = [weight for weight in net.parameters() if weight.requires_grad]
    chooser = torch.optim.AdamW(fitted, lr=rate, weight_decay=1e-4)
    mean = AveragedModel(net.weights, multi_avg_fn=get_ema_multi_avg_fn(_KEPT))
    begun, step, told = time.monotonic(), 0, []
    batches = _batches(lines, codes, chance)
    while (share := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for group in chooser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / _WARM) * max(0.01, 0.5 * (1 + np.cos(np.pi * share)))
        shades, truths, lengths = next(batches)
        with torch.autocast("cpu", torch.bfloat16):
            answers = net(shades)
        logits = functional.log_softmax(answers.float(), 2).transpose(0, 1)
        columns = torch.full((len(lengths),), logits.shape[0])
        loss = functional.ctc_loss(logits, truths, columns, lengths, zero_infinity=True)
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(fitted, _STEEPEST)
        chooser.step()
        mean.update_parameters(net.weights)
        told.append(loss.item())
        step += 1
        if step % 100 == 0:
            print(f"batch {step}, {share:.0%}  loss {np.mean(told[-100:]):.3f}", flush=True)
    net.weights = mean.module
    net.write(out)


def _batches(
    lines: Lines, codes: dict[str, int], chance: np.random.Generator
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Pictures (N, 3, HEIGHT, widest), codes of all their characters, and how many each has; without end."""
    known = [place for place, text in enumerate(lines.texts) if all(sign in codes for sign in text)]
    while True:
        order = chance.permutation(known)
        for begin in range(0, len(order) - _BATCH * _POOL + 1, _BATCH * _POOL):
            pool = order[begin : begin + _BATCH * _POOL].tolist()
            pool.sort(key=lambda place: lines.picture(place).shape[1])
            for part in chance.permutation(np.array(pool).reshape(_POOL, _BATCH)):
                texts = [lines.texts[place] for place in part]
                shades = _padded([_varied(lines.picture(place), chance) for place in part])
                truths = torch.tensor([codes[sign] for text in texts for sign in text])
                yield shades, truths, torch.tensor([len(text) for text in texts])


def _padded(pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
    widest = max(picture.shape[1] for picture in pictures)
    batch = np.zeros((len(pictures), 3, HEIGHT, -(-widest // _STEP) * _STEP), np.float32)
    for row, picture in zip(batch, pictures, strict=True):
        row[:, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1
    return torch.from_numpy(batch).contiguous(memory_format=torch.channels_last)


def _varied(picture: NDArray[np.uint8], chance: np.random.Generator) -> NDArray[np.uint8]:
    """Wider or narrower, paler or darker, thicker or thinner now and then."""
    if chance.random() < 0.5:
        wide = max(round(picture.shape[1] * chance.uniform(0.85, 1.15)), 8)
        picture = np.asarray(cv2.resize(picture, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)
    kind = chance.random()
    if kind < 0.2:
        picture = np.asarray(255 - (255 - picture.astype(np.float32)) * chance.uniform(0.5, 1), np.uint8)
    elif kind < 0.3:
        picture = np.asarray(cv2.erode(picture, np.ones((2, 2), np.uint8)), np.uint8)
    elif kind < 0.4:
        picture = np.asarray(cv2.dilate(picture, np.ones((2, 2), np.uint8)), np.uint8)
    return picture

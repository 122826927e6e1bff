"""Scanners, copiers and fax machines: what they do to a page."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.sealed.faces import Face, mask
from tests.benchmarks.sealed.geometry import Picture, Shot, gray, scaled, scaled_to, turned, with_picture
from tests.benchmarks.sealed.sheet import DPI

Field = NDArray[np.float32]


def clean(page: Picture, rng: Random) -> tuple[Shot, str]:
    """A good scanner: colour or gray, 200 to 300 dots, hardly askew."""
    shot = scaled(page if rng.random() < 0.4 else gray(page), rng.choice((200, 240, 300)), DPI)
    shot = turned(shot, rng.uniform(-0.25, 0.25), 254)
    return with_picture(shot, _optics(shot.picture, 0.35, 1.2, rng)), "good-scanner"


def office(page: Picture, rng: Random) -> tuple[Shot, str]:
    """A worn multi-function machine, in one of its moods."""
    mood = rng.choice(("plain", "plain", "streaks", "holes", "bilevel", "bilevel", "edge"))
    shot = scaled(gray(page), 300 if mood == "bilevel" else rng.choice((150, 200, 200, 200)), DPI)
    shot = turned(shot, rng.gauss(0, 0.8), 246, (rng.uniform(-9, 9), rng.uniform(-9, 9)))
    picture = _optics(
        _tone(shot.picture, rng.uniform(0.85, 1.15), rng.randint(0, 24), rng.randint(236, 255)),
        rng.uniform(0.5, 0.9),
        3,
        rng,
    )
    if mood == "streaks":
        picture = _streaks(picture, rng)
    if mood == "holes":
        picture = _holes(picture, rng)
    if mood == "edge":
        picture = _edge(picture, rng)
    if mood == "bilevel":
        return with_picture(shot, _two_tone(picture, rng.randint(150, 190)), bilevel=True), "scan-bilevel"
    return with_picture(shot, picture), f"scan-{mood}"


def bad(page: Picture, rng: Random) -> tuple[Shot, str]:
    """Copies of copies, crumpled paper, carbon copies, thresholds gone wrong."""
    mood = rng.choice(("copies", "copies", "crumple", "faint", "dark", "low-threshold", "coffee", "coarse"))
    shot = turned(scaled(gray(page), 120 if mood == "coarse" else 200, DPI), rng.gauss(0, 1.6), 240)
    picture: Picture | Field = shot.picture
    if mood == "copies":
        for _ in range(rng.choice((2, 2, 3))):
            picture = _copied(picture, rng)
    if mood == "crumple":
        picture = _crumpled(picture, rng)
    if mood in {"faint", "dark"}:
        low, high = (
            (rng.randint(120, 160), rng.randint(226, 246)) if mood == "faint" else (10, rng.randint(110, 150))
        )
        picture = _tone(picture, 1, low, high)
    if mood == "coffee":
        picture = _streaks(_coffee(picture, rng), rng)
    soft = 0.45 if mood == "coarse" else rng.uniform(0.6, 1.0)
    picture = _optics(picture, soft, rng.uniform(4, 9), rng)
    if mood == "low-threshold":
        return with_picture(shot, _two_tone(picture, rng.choice((134, 142, 206, 214))), bilevel=True), mood
    return with_picture(shot, picture), mood


def fax(page: Picture, rng: Random) -> tuple[Shot, str]:
    """Group 3: 204 dots across, 98 or 196 down, two tones, a sender's line on top, rows lost on the way."""
    fine = rng.random() < 0.5
    askew = turned(scaled(gray(page), 204, DPI), rng.gauss(0, 0.6), 252)
    whole = askew.picture.copy()
    _sender(whole, rng)
    picture = _optics(whole, 0.8, 4, rng)
    if fine:
        shot = with_picture(askew, picture)
    else:
        flat = scaled_to(picture.clip(0, 255).astype(np.uint8), (204, 98), 204)
        shot = Shot(flat.picture, lambda points: flat.place(askew.place(points)), (204, 98))
    tones = _two_tone(shot.picture, rng.randint(150, 196))
    for _ in range(rng.choice((0, 0, 2, 5))):
        row = rng.randrange(30, tones.shape[0] - 3)
        tones[row] = tones[row - 1] if rng.random() < 0.6 else 255
    return with_picture(
        Shot(shot.picture, shot.place, (204, 196 if fine else 98)), tones, bilevel=True
    ), "fax-fine" if fine else "fax-standard"


def _sender(picture: Picture, rng: Random) -> None:
    day, clock = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/26", f"{rng.randint(7, 18):02d}:47"
    text = f"{day}  {clock}   FAX {rng.randint(10**9, 10**10 - 1)}     P.{rng.randint(1, 3):02d}/03"
    drawn = np.asarray(mask(text, Face("geist-mono", 8), 204, rng)[0])
    rows, columns = drawn.shape
    picture[14 : 14 + rows, 90 : 90 + columns] = np.minimum(
        picture[14 : 14 + rows, 90 : 90 + columns], 255 - drawn
    )


def _noise(shape: tuple[int, ...], rng: Random) -> Field:
    return np.random.default_rng(rng.getrandbits(32)).standard_normal(shape, dtype=np.float32)


def _cloud(shape: tuple[int, int], cells: int, rng: Random) -> Field:
    """Slow changes over a page, about -1 to 1."""
    coarse = _noise((cells, cells), rng)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32)


def _optics(picture: Picture | Field, blur: float, grain: float, rng: Random) -> Field:
    soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.float32)
    return soft + grain * _noise(soft.shape, rng)


def _tone(picture: Picture | Field, gamma: float, low: int, high: int) -> Field:
    part = np.clip(picture, 0, 255).astype(np.float32) / 255
    return np.asarray(low + (high - low) * part**gamma, np.float32)


def _streaks(picture: Field, rng: Random) -> Field:
    for _ in range(rng.randint(1, 4)):
        x = rng.randrange(20, picture.shape[1] - 20)
        picture[:, x : x + rng.randint(1, 2)] -= rng.uniform(25, 120)
    return picture


def _holes(picture: Field, rng: Random) -> Field:
    rows = picture.shape[0]
    for part in (0.365, 0.635):
        cv2.circle(
            picture,
            (round(rows * 0.024), round(rows * part)),
            round(rows * 0.0095),
            rng.uniform(20, 90),
            -1,
            cv2.LINE_AA,
        )
    cv2.line(picture, (30, 24), (72, 40), 90, 2, cv2.LINE_AA)
    return picture


def _edge(picture: Field, rng: Random) -> Field:
    wide = rng.randint(12, 34)
    ramp = np.linspace(rng.uniform(20, 70), 255, wide, dtype=np.float32)
    if rng.random() < 0.5:
        picture[:, -wide:] = np.minimum(picture[:, -wide:], ramp[::-1])
    else:
        picture[:wide] = np.minimum(picture[:wide], ramp[:, None])
    return picture


def _two_tone(picture: Picture | Field, threshold: int) -> Picture:
    return np.where(picture < threshold, 0, 255).astype(np.uint8)


def _copied(picture: Picture | Field, rng: Random) -> Field:
    """One generation of a copier: spread, contrast, specks."""
    soft = _optics(picture, rng.uniform(0.7, 1.0), 5, rng) + 9 * _cloud(
        (picture.shape[0], picture.shape[1]), 5, rng
    )
    steep = 255 / (1 + np.exp(-(soft - rng.uniform(128, 186)) / rng.uniform(15, 26)))
    specks = _noise(steep.shape, rng) > 3.75
    return np.asarray(
        np.where(cv2.dilate(specks.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0, 40, steep), np.float32
    )


def _crumpled(picture: Picture | Field, rng: Random) -> Field:
    """Light on folds that run across the paper."""
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows:4, 0:columns:4].astype(np.float32)
    light = np.zeros_like(x)
    for _ in range(rng.randint(10, 18)):
        angle, away = rng.uniform(0, np.pi), rng.uniform(0, 1)
        along = (x - columns * rng.uniform(0, 1)) * np.cos(angle) + (y - rows * away) * np.sin(angle)
        light += rng.uniform(-18, 18) * np.tanh(along / 14) * np.exp(-np.abs(along) / rng.uniform(60, 320))
    whole = np.asarray(cv2.resize(light, (columns, rows)), np.float32)
    return np.asarray(picture * 0.9 + whole, np.float32)


def _coffee(picture: Picture | Field, rng: Random) -> Field:
    drawn = np.asarray(picture, np.float32).copy()
    middle = (rng.randint(300, drawn.shape[1] - 300), rng.randint(300, drawn.shape[0] - 300))
    ring: Field = np.zeros(drawn.shape, np.float32)
    cv2.ellipse(
        ring,
        middle,
        (rng.randint(130, 190), rng.randint(130, 190)),
        0,
        20,
        rng.randint(250, 360),
        1,
        rng.randint(3, 9),
        cv2.LINE_AA,
    )
    stain = cv2.GaussianBlur(ring, (0, 0), 2.5)
    return np.asarray(drawn * (1 - 0.42 * stain), np.float32)

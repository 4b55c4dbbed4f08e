"""How much a printed code takes: 5 sizes in 11 conditions, read by three readers. Relative, not a rate in the field.

The yardstick of the project's needs: code and margin 70, 90, 110, 140 or 200 pixels wide on a dark surround; clean,
three blurs, noise, low contrast, a copy of a copy of a copy, perspective, a turn of 17 degrees, a stain of 14 % of the
width, a shadow. How strong each is was set by codes of other makers, so that they score about as they did when the
yardstick was made (44 and 29, with campaign parameters 30 and 13). Every picture is the same on every machine.

One code in one noise is luck, and the yardstick is just that. Noise, specks and the place of the stain are therefore
drawn several times, the first time as ever, and many codes are read: twelve codes drawn by the standard gave OpenCV's
newer reader 33.7, 35.6, 36.1 and 37.5 pictures in four draws of the same conditions.

OpenCV has two readers, and the yardstick does not say which it used. Reading back uses the newer one
(generator/decoding.py tells why), so that is the one to hold against it; the older one is printed beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

from generator.decoding import Decoder, Pixels, Reading, read_with_opencv, read_with_zxing
from generator.loading import load_catalog
from generator.permalink import PrintedAddress
from generator.qr import MARGIN, code_matrix

SIZES = (70, 90, 110, 140, 200)
YARDSTICK = {"zxing-cpp": 47, "OpenCV": 37}  # of 55, measured for one code in upper case at level M
DRAWS = 8
_CHANCE = frozenset(("noise", "low contrast", "three photocopies", "stain"))  # the others are the same in every draw
_PLACES = 24
_FEWER = 3  # of other codes, every third
_CAMPAIGN = "utm_source=poster&utm_medium=qr&utm_campaign=pho-cap-ten-mien&utm_content=to-a4-den-trang"
ROOT = Path(__file__).resolve().parent.parent
_SURROUND = 40  # grey level
_SEED = 20261122

Grey = NDArray[np.float64]  # 0 black to 255 white
Condition = Callable[[Grey, np.random.Generator], Grey]


def drawn(matrix: NDArray[np.bool_], width: int, margin: int = MARGIN) -> Grey:
    """Return a code with its margin, `width` pixels wide, in the middle of a dark surround, as a camera sees it."""
    framed = np.pad(matrix, margin)
    sharp = np.where(framed, 0.0, 255.0).repeat(16, axis=0).repeat(16, axis=1)
    small = cv2.resize(sharp, (width, width), interpolation=cv2.INTER_AREA)
    return np.pad(small, width // 3, constant_values=_SURROUND).astype(np.float64)


def _blurred(sigma: float) -> Condition:
    return lambda image, chance: np.asarray(cv2.GaussianBlur(image, (0, 0), sigma))


def _noisy(image: Grey, chance: np.random.Generator) -> Grey:
    return image + chance.normal(0, 44, image.shape)


def _faint(image: Grey, chance: np.random.Generator) -> Grey:
    return 128 + (image - 128) * 0.12 + chance.normal(0, 3, image.shape)


def _copied(image: Grey, chance: np.random.Generator) -> Grey:
    for _ in range(3):
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.6))
        image = 255 / (1 + np.exp(-(image - 122) / 28))
        specks = chance.random(image.shape)
        image = np.where(specks < 0.003, 30, np.where(specks > 0.997, 225, image))
    return image


def _warped(corners: NDArray[np.float32], image: Grey) -> Grey:
    height, width = image.shape
    start = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    move = cv2.getPerspectiveTransform(start, (corners * (width, height)).astype(np.float32))
    return np.asarray(
        cv2.warpPerspective(image, move, (width, height), flags=cv2.INTER_LINEAR, borderValue=(_SURROUND,))
    )


def _in_perspective(image: Grey, chance: np.random.Generator) -> Grey:
    return _warped(np.array([[0.10, 0.06], [0.94, 0.0], [1.0, 0.96], [0.0, 0.88]], dtype=np.float32), image)


def _turned(image: Grey, chance: np.random.Generator) -> Grey:
    side = image.shape[0]
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), 17, 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (side, side), flags=cv2.INTER_LINEAR, borderValue=(_SURROUND,)))


def _stained(image: Grey, chance: np.random.Generator) -> Grey:
    stained = image.copy()
    side = image.shape[0]
    inner = side * 3 // 5
    edge = int(inner * 0.14)
    x, y = (int(side * 0.5 + chance.uniform(-0.02, 0.12) * inner) for _ in range(2))
    stained[y : y + edge, x : x + edge] = 96
    return stained


def _shaded(image: Grey, chance: np.random.Generator) -> Grey:
    x, y = np.meshgrid(np.linspace(0, 1, image.shape[1]), np.linspace(0, 1, image.shape[0]))
    return image * np.where(x + 0.6 * y > 0.8, 0.45, 1.0)


CONDITIONS: Mapping[str, Condition] = {
    "clean": lambda image, chance: image,
    "blur, slight": _blurred(0.8),
    "blur": _blurred(1.3),
    "blur, strong": _blurred(2.1),
    "noise": _noisy,
    "low contrast": _faint,
    "three photocopies": _copied,
    "perspective": _in_perspective,
    "turned 17 degrees": _turned,
    "stain": _stained,
    "shadow": _shaded,
}


@dataclass(frozen=True)
class Case:
    """One picture of the yardstick; `draw` None for a condition without chance, the same in every draw."""

    condition: str
    width: int
    image: Pixels
    draw: int | None = None


def cases(matrix: NDArray[np.bool_], margin: int = MARGIN) -> Iterator[Case]:
    """Yield a code in every condition and size: 55 pictures a draw, those without chance once for all draws."""
    for width in SIZES:
        sharp = drawn(matrix, width, margin)
        for number, (name, worsen) in enumerate(CONDITIONS.items()):
            for draw in range(DRAWS) if name in _CHANCE else (None,):
                worse = worsen(sharp, np.random.default_rng([_SEED, number, width, draw or 0]))
                yield Case(name, width, np.clip(np.rint(worse), 0, 255).astype(np.uint8), draw)


def read_of(matrix: NDArray[np.bool_], text: str, margin: int = MARGIN) -> NDArray[np.float64]:
    """Return how many of the five sizes are read rightly: (readers, conditions, draws)."""
    names = list(CONDITIONS)
    found = np.zeros((len(READERS), len(CONDITIONS), DRAWS))
    for case in cases(matrix, margin):
        draws = slice(None) if case.draw is None else case.draw
        for reader, read in enumerate(READERS.values()):
            seen = read(case.image)
            found[reader, names.index(case.condition), draws] += seen is not None and seen.text == text
    return found


def read_with_older_opencv(image: Pixels) -> Reading | None:
    """Return what OpenCV's older reader reads, or None."""
    try:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(image)
    except cv2.error:  # a corner outside of the picture
        return None
    return Reading(str(text)) if text else None


READERS: Mapping[str, Decoder] = {
    "zxing-cpp": read_with_zxing,
    "OpenCV": read_with_opencv,
    "OpenCV, older": read_with_older_opencv,
}


def other_code(text: str, level: int) -> NDArray[np.bool_]:
    """Return a code as other makers draw it: the mask as the standard scores it."""
    code = qrcode.QRCode(error_correction=level, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return np.array(code.modules, dtype=np.bool_)


@dataclass(frozen=True)
class Row:
    """One kind of code, drawn for several places."""

    name: str
    codes: Sequence[tuple[str, NDArray[np.bool_]]]
    margin: int = MARGIN


def rows() -> Iterator[Row]:
    """Yield our codes, and others beside them."""
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    host = catalog.project.trial_host
    step = len(catalog.places) // _PLACES
    places = catalog.places[::step][:_PLACES]
    texts = [PrintedAddress(host, place.number).code_text for place in places]
    short = [f"https://{host}/{place.slug}/" for place in places[::_FEWER]]
    long = [f"{text}?{_CAMPAIGN}" for text in short]
    yield Row("our code of a place", [(text, code_matrix(text)) for text in texts])
    yield Row("its mask as the standard scores it", [(text, other_code(text, ERROR_CORRECT_M)) for text in texts])
    few = texts[::_FEWER]
    yield Row("the same, level Q", [(text, other_code(text, ERROR_CORRECT_Q)) for text in few])
    yield Row("a name in lower case, level M", [(text, other_code(text, ERROR_CORRECT_M)) for text in short])
    yield Row("with four campaign parameters, level M", [(text, other_code(text, ERROR_CORRECT_M)) for text in long])
    yield Row("with four campaign parameters, level H", [(text, other_code(text, ERROR_CORRECT_H)) for text in long])
    yield Row("our code without its margin", [(text, code_matrix(text)) for text in few], margin=0)


def main() -> None:
    """Print the scores of places' codes and of others beside them."""
    print(f"\nRead of {len(CONDITIONS) * len(SIZES)} worsened pictures, mean of {DRAWS} draws (least to most draw)")
    print(f"{'':42}" + "".join(f"{name:>22}" for name in READERS))
    ours: NDArray[np.float64] | None = None
    with ThreadPoolExecutor() as pool:  # the readers release the interpreter lock
        for row in rows():
            found = np.array(list(pool.map(lambda code, row=row: read_of(code[1], code[0], row.margin), row.codes)))
            by_draw = found.sum(axis=2).mean(axis=0)
            print(f"{row.name:42}" + "".join(_told(scores) for scores in by_draw), flush=True)
            ours = found if ours is None else ours
    assert ours is not None
    print(f"{'to beat':42}" + "".join(f"{YARDSTICK[name]:22}" if name in YARDSTICK else "" for name in READERS))
    codes = ours.sum(axis=2).mean(axis=2)
    print(f"{'one of our codes, mean of its draws':42}" + "".join(_told(scores) for scores in codes.T))
    print("\nOur codes, mean of 5 sizes:")
    for number, condition in enumerate(CONDITIONS):
        print(f"  {condition:40}" + "".join(f"{mean:22.1f}" for mean in ours[:, :, number].mean(axis=(0, 2))))


def _told(scores: NDArray[np.float64]) -> str:
    return f"{scores.mean():.1f} ({scores.min():.1f} to {scores.max():.1f})".rjust(22)


if __name__ == "__main__":
    main()

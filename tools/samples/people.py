"""Portraits without faces: nobody's likeness."""

from __future__ import annotations

from canvas import Canvas


def _figure(c: Canvas, skin: str, cloth: tuple[str, str]) -> None:
    c.path("M210 720c10-150 120-210 270-210s260 60 270 210z", c.fill(*cloth))
    c.path("M426 420h108v90q-54 66-108 0z", skin)
    c.path("M426 452q54 50 108 0v22q-54 50-108 0z", "#000000", 0.12)
    c.oval(480, 320, 118, 146, skin)


def co_gai() -> Canvas:
    """A young woman before a hill."""
    c = Canvas(51)
    c.rect(0, 0, 960, 720, c.fill("#cfe0d8", "#a9c4b4"))
    c.oval(740, 170, 80, 80, "#fdf3d8")
    c.hills(560, 170, "#86a896", 2, 1)
    c.hills(640, 120, "#5f8a72", 2, 2.4)
    c.path("M334 330c-26-260 330-260 296 0-4 130 20 200 38 270H296c20-70 44-150 38-270z", "#2a201c")
    _figure(c, "#e6b48e", ("#2c3f80", "#1d2b60"))
    c.path("M350 330c-16-230 280-224 262-4-62-6-116-36-150-84-20 50-62 80-112 88z", "#2a201c")
    c.path("M400 512q80 80 160 0l22 12q-102 96-204 0z", "#f2ead8")
    return c


def chang_trai() -> Canvas:
    """A young man before a window."""
    c = Canvas(52)
    c.rect(0, 0, 960, 720, c.fill("#e9dcc4", "#d3bf9c"))
    c.rect(90, 60, 260, 400, "#f7f2e4", 4)
    c.rect(106, 76, 228, 368, c.fill("#c3dbe4", "#e9ecd6"))
    c.peaks(444, [(186, 78, 170), (256, 76, 230)], "#97b3aa")
    c.line("M220 76v368", "#f7f2e4", 12)
    _figure(c, "#d9a47c", ("#3f6f5c", "#274a3c"))
    c.path("M352 310c-20-190 280-200 258 4-10-40-30-70-50-84-50 20-110 20-150-4-30 20-48 50-58 84z", "#1f1a18")
    c.path("M418 508l62 66 62-66 26 14-88 92-88-92z", "#f4efe2")
    return c


def co_giao() -> Canvas:
    """A woman with her hair tied, books behind her."""
    c = Canvas(53)
    c.rect(0, 0, 960, 720, c.fill("#e6dfd0", "#cdbfa6"))
    for shelf in (180, 420):
        x = 40.0
        while x < 930:
            w = c.random.uniform(26, 52)
            h = c.random.uniform(120, 180)
            c.rect(
                x,
                shelf - h + 20,
                w - 3,
                h,
                c.random.choice(["#8f3a34", "#2c4f86", "#3f7257", "#c98a35", "#6b5a86", "#d9cdb5"]),
                2,
                0.6,
            )
            x += w
        c.rect(0, shelf + 20, 960, 16, "#7c5435")
    c.oval(480, 160, 74, 64, "#2a1f1a")
    _figure(c, "#e0ad88", ("#7a3b52", "#542438"))
    c.path("M350 330c-10-190 270-190 260 0-20-70-70-110-130-112-60 2-112 42-130 112z", "#2a1f1a")
    c.path("M422 506q58 60 116 0l18 60q-76 50-152 0z", "#f4efe2")
    return c

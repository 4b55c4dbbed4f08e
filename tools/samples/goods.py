"""Things to sell, on a table in the light of a window: tea, oranges, cloth, food, a room."""

from __future__ import annotations

import math

from canvas import Canvas

_NEAR = (96, 130, 784, 588)  # objects stand below the middle: closer, without the empty wall
_LINEN = (("#efe6d6", "#dccdb3"), ("#c9a97f", "#a5835c"))
_SLATE = (("#dfe4dc", "#c8d0c6"), ("#7c7266", "#5d554b"))
_DARK = (("#4a4038", "#352c26"), ("#6b4a33", "#4a3222"))


def _bowl(c: Canvas, x: float, y: float, w: float, outside: tuple[str, str], inside: str, drink: str) -> None:
    h = w * 0.5
    c.shadow(x + 8, y + h * 0.95, w * 0.62, h * 0.2)
    c.path(
        f"M{x - w / 2:g} {y:g}C{x - w / 2:g} {y + h * 0.8:g} {x - w * 0.2:g} {y + h:g} {x:g} {y + h:g}"
        f"S{x + w / 2:g} {y + h * 0.8:g} {x + w / 2:g} {y:g}z",
        c.fill(*outside, sideways=True),
    )
    c.oval(x, y, w / 2, w * 0.15, inside)
    c.oval(x, y + w * 0.02, w * 0.43, w * 0.115, drink)
    c.oval(x - w * 0.16, y + w * 0.005, w * 0.12, w * 0.025, "#ffffff", 0.5)


def _bag(c: Canvas, x: float, y: float, colours: tuple[str, str, str], mark: str) -> None:
    light, main, dark = colours
    c.shadow(x + 20, y + 330, 150, 22)
    c.path(f"M{x - 110} {y + 40}h220l22 286q-132 18-264 0z", c.fill(light, main, dark, sideways=True))
    c.path(f"M{x - 116} {y}h232l-4 44h-224z", c.fill(main, dark))
    c.line(f"M{x - 108} {y + 22}h216", "#ffffff", 2, 0.4)
    c.rect(x - 66, y + 108, 132, 122, "#f6f0e2", 4)
    c.leaf(x - 30, y + 186, 78, -42, mark)
    c.leaf(x - 22, y + 190, 56, -92, mark)
    for k in range(2):
        c.rect(x - 40, y + 204 + k * 10, 80 - 24 * k, 4, mark, 2, 0.6)


def che_xanh() -> Canvas:
    """Green tea: a bag, a bowl, fresh buds."""
    c = Canvas(21)
    c.view = _NEAR
    c.table(*_LINEN, 430)
    _bag(c, 300, 200, ("#4f8a5e", "#2f6b45", "#1d4a30"), "#2f6b45")
    _bowl(c, 640, 470, 230, ("#f4f0e6", "#cfc6b4"), "#e9e2d2", "#b9c46a")
    for x, y, length, angle in ((470, 640, 96, -18), (500, 656, 80, 12), (560, 672, 90, -32), (430, 668, 70, 20)):
        c.leaf(x, y, length, angle, "#5e9a4e")
    return c


def hong_tra() -> Canvas:
    """Black tea in a glass pot."""
    c = Canvas(22)
    c.view = _NEAR
    c.table(*_SLATE, 430)
    _bag(c, 230, 190, ("#a9623a", "#8a4423", "#5e2c14"), "#8a4423")
    c.shadow(620, 600, 190, 24)
    c.oval(610, 480, 140, 118, "#ffffff", 0.35)
    c.path("M480 450c-6 90 44 146 130 146s136-56 130-146c-70 22-190 22-260 0z", c.fill("#c8501e", "#8e2c10"))
    c.path("M476 452c10-50 60-86 134-86s124 36 134 86", "none", 1, more='stroke="#eef2f2" stroke-width="7"')
    c.line("M742 470c60-10 70 70 6 90", "#e4eaea", 12, 0.9)
    c.line("M480 480c-50-6-60-40-84-62", "#e4eaea", 14, 0.9)
    c.oval(610, 364, 52, 12, "#dfe6e6")
    c.oval(610, 346, 14, 12, "#8a5a35")
    c.path("M520 410c-16 40-16 90 6 130", "none", 0.6, more='stroke="#fff" stroke-width="8" stroke-linecap="round"')
    _bowl(c, 830, 590, 120, ("#f5f1e8", "#cbc2b2"), "#efe8da", "#b4481c")
    return c


def bach_tra() -> Canvas:
    """White tea: silver buds in a dish."""
    c = Canvas(23)
    c.view = _NEAR
    c.table(("#e8e4dc", "#d6d0c4"), ("#a99a86", "#887a68"), 360)
    c.shadow(480, 590, 350, 34)
    c.oval(480, 520, 350, 120, c.fill("#5a4a3c", "#3e3228"))
    c.oval(480, 506, 320, 102, c.fill("#71604e", "#564637"))
    for _ in range(190):
        a, r = c.random.uniform(0, math.tau), c.random.uniform(0, 1) ** 0.5
        x, y = 470 + 250 * r * math.cos(a), 490 + 66 * r * math.sin(a) - 34 * (1 - r)
        c.leaf(
            x,
            y,
            c.random.uniform(50, 84),
            c.random.uniform(-60, 60),
            c.random.choice(["#dfe3d2", "#cfd6bf", "#eef0e4", "#b3bf9f", "#97a682"]),
            "#6d7a58",
        )
    _bowl(c, 800, 320, 150, ("#ffffff", "#d8d2c6"), "#f4efe4", "#e3d79a")
    return c


def che_banh() -> Canvas:
    """Cakes of pressed tea, one unwrapped."""
    c = Canvas(24)
    c.view = _NEAR
    c.table(*_DARK, 400)
    for x, y in ((300, 520), (300, 480), (300, 440)):
        c.shadow(x + 10, y + 40, 190, 18)
        c.oval(x, y + 24, 180, 62, "#cdb892")
        c.oval(x, y, 180, 62, c.fill("#f0e3c8", "#d9c49b"))
    c.oval(300, 438, 60, 20, "#9b3a2a")
    c.leaf(272, 440, 56, -6, "#f0e3c8")
    c.shadow(690, 600, 190, 26)
    c.oval(680, 570, 186, 66, "#2b2018")
    c.oval(680, 548, 186, 66, c.fill("#5a4633", "#3b2c20"))
    for _ in range(150):
        a, r = c.random.uniform(0, math.tau), c.random.uniform(0, 1) ** 0.5
        c.leaf(
            680 + 160 * r * math.cos(a),
            548 + 54 * r * math.sin(a),
            26,
            c.random.uniform(0, 360),
            c.random.choice(["#6d5640", "#8a7354", "#4a3828", "#a08c68"]),
        )
    return c


def _orange(c: Canvas, x: float, y: float, r: float, leaf: bool = False) -> None:
    c.oval(x, y, r, r * 0.96, c.fill("#ffc766", "#f0922c", "#c9641a", radial=True))
    c.oval(x + r * 0.05, y - r * 0.78, r * 0.09, r * 0.06, "#5b6b2b")
    if leaf:
        c.leaf(x + r * 0.05, y - r * 0.8, r * 1.1, -28, "#3f7a3a")


def cam_thung() -> Canvas:
    """A wooden crate full of oranges."""
    c = Canvas(25)
    c.view = _NEAR
    c.table(("#e9eddc", "#d3dcc4"), ("#b98e60", "#946b42"), 420)
    c.shadow(480, 640, 380, 28)
    for row in range(3):
        for index in range(7):
            _orange(
                c,
                186 + index * 98 + (row % 2) * 46,
                390 + row * 48 - (46 if 1 < index < 5 else 18),
                60,
                (index + row) % 3 == 0,
            )
    for y in (450, 520, 590):
        c.rect(120, y, 720, 58, c.fill("#d9ab74", "#b98550"), 3)
        c.line(f"M140 {y + 30}q200-14 660 4", "#8c5f35", 2, 0.4)
    for x in (130, 790):
        c.rect(x, 440, 40, 214, c.fill("#c4935c", "#9d6d3e"), 3)
    return c


def cam_cat() -> Canvas:
    """Oranges, one cut open."""
    c = Canvas(26)
    c.view = _NEAR
    c.table(("#f0ead9", "#ded3b8"), ("#d7c3a0", "#b79d74"), 380)
    c.shadow(460, 620, 330, 30)
    c.oval(460, 570, 340, 92, c.fill("#f7f3e8", "#d6cdb9"))
    c.oval(460, 558, 290, 72, "#e9e2d0")
    _orange(c, 320, 420, 132, True)
    _orange(c, 560, 390, 120)
    c.oval(640, 530, 128, 122, "#e9892a")
    c.oval(640, 526, 114, 108, "#fdf0d2")
    for k in range(10):
        a = k * math.tau / 10
        x1, y1 = 640 + 104 * math.cos(a + 0.06), 526 + 98 * math.sin(a + 0.06)
        x2, y2 = 640 + 104 * math.cos(a + 0.57), 526 + 98 * math.sin(a + 0.57)
        mx, my = 640 + 12 * math.cos(a + 0.31), 526 + 12 * math.sin(a + 0.31)
        c.path(f"M{mx:g} {my:g}L{x1:g} {y1:g}A104 98 0 0 1 {x2:g} {y2:g}z", c.fill("#ffb84d", "#ee8a22"))
    return c


def _jar(c: Canvas, x: float, y: float, w: float, h: float, content: tuple[str, str], lid: str) -> None:
    c.shadow(x + 12, y + h, w * 0.62, 18)
    c.rect(x - w / 2, y, w, h, c.fill(*content), 26)
    c.rect(x - w / 2 + 14, y + 20, 16, h - 70, "#ffffff", 8, 0.4)
    c.rect(x - w * 0.43, y - 44, w * 0.86, 52, c.fill(lid, "#6b4a2c"), 8)
    c.rect(x - w * 0.36, y + h * 0.34, w * 0.72, h * 0.4, "#f8f2e3", 4)


def mut_cam() -> Canvas:
    """Jars of candied orange peel."""
    c = Canvas(27)
    c.view = _NEAR
    c.table(*_LINEN, 440)
    _jar(c, 300, 270, 200, 320, ("#f3a43a", "#c9651a"), "#b98d57")
    _orange(c, 300, 432, 34)
    _jar(c, 540, 330, 180, 270, ("#f6b552", "#d2731e"), "#b98d57")
    _orange(c, 540, 468, 30)
    _orange(c, 760, 580, 76, True)
    _orange(c, 660, 620, 60)
    return c


def mat_ong() -> Canvas:
    """Honey in jars."""
    c = Canvas(28)
    c.view = _NEAR
    c.table(*_SLATE, 440)
    _jar(c, 330, 250, 220, 350, ("#f2b230", "#b86a10"), "#5b4030")
    c.path("M330 392l34 20v40l-34 20-34-20v-40z", "#e39a1e")
    _jar(c, 590, 340, 180, 260, ("#e8a024", "#9e560c"), "#5b4030")
    c.path("M590 446l26 15v30l-26 15-26-15v-30z", "#d98c14")
    c.line("M760 640l110-130", "#8a5f38", 12)
    c.oval(752, 648, 38, 28, c.fill("#c58d4d", "#8a5c2c"))
    for k in range(3):
        c.line(f"M{728 + k * 20} 632l{8} 34", "#5f3d1d", 5, 0.5)
    return c


def _weave(c: Canvas, x: float, y: float, w: float, colour: str, dot: str) -> None:
    for index in range(int(w // 40)):
        for dx, dy in ((12, 0), (6, 6), (18, 6), (0, 12), (24, 12)):
            c.rect(x + index * 40 + dx, y + dy, 7, 7, colour)
        c.rect(x + index * 40 + 13, y + 14, 5, 5, dot)


def vai_lanh() -> Canvas:
    """Folded hemp cloth."""
    c = Canvas(29)
    c.view = _NEAR
    c.table(*_LINEN, 430)
    c.shadow(470, 640, 330, 28)
    tones = [
        ("#e9dcc2", "#c9b794"),
        ("#3a4f96", "#223170"),
        ("#f1e7d2", "#d3c3a2"),
        ("#2c3f80", "#1a2656"),
        ("#8a4a3a", "#5f2d22"),
    ]
    for index, tone in enumerate(tones):
        y = 580 - index * 66
        c.rect(180 + index * 6, y, 580 - index * 12, 64, c.fill(*tone), 24)
        c.path(f"M{740 - index * 6} {y + 6}q22 26 0 52", "none", 0.35, more='stroke="#000" stroke-width="4"')
        if index in (1, 3):
            _weave(c, 220, y + 20, 480, "#f2ead8", "#e0a04c")
        if index == 4:
            _weave(c, 230, y + 20, 460, "#f2e2c4", "#f2c464")
    return c


def tui_vai() -> Canvas:
    """A cloth bag with a woven border."""
    c = Canvas(30)
    c.view = _NEAR
    c.table(*_SLATE, 470)
    c.shadow(490, 650, 230, 24)
    c.path("M370 320c0-190 220-190 220 0", "none", 1, more='stroke="#b69a6c" stroke-width="20"')
    c.path("M280 300h400l36 340q-236 24-472 0z", c.fill("#ece0c6", "#d8c7a3", "#bfab83", sideways=True))
    c.path("M262 440h436l10 96H254z", c.fill("#2f4388", "#1f2d64"))
    _weave(c, 284, 466, 400, "#f2ead8", "#e0a04c")
    _weave(c, 284, 500, 400, "#f2ead8", "#e0a04c")
    return c


def khan() -> Canvas:
    """Rolled scarves."""
    c = Canvas(31)
    c.view = _NEAR
    c.table(("#e3ddd2", "#cfc6b6"), ("#8d6a4b", "#6d4f36"), 380)
    c.shadow(480, 640, 360, 26)
    for index, (x, y, a, b) in enumerate(
        [
            (250, 560, "#3a4f96", "#1f2d64"),
            (480, 560, "#e9dcc2", "#bfab83"),
            (710, 560, "#8a4a3a", "#5f2d22"),
            (365, 400, "#3f7a72", "#22504b"),
            (595, 400, "#c98a3a", "#94601f"),
        ]
    ):
        c.oval(x, y, 112, 104, c.fill(a, b, radial=True))
        for k in range(5):
            c.oval(x, y, 92 - k * 19, 85 - k * 18, "#ffffff" if k % 2 else "#000000", 0.1)
        c.oval(x, y, 10, 9, "#000000", 0.3)
        if index % 2 == 0:
            for k in range(12):
                t = k * math.tau / 12
                c.oval(x + 84 * math.cos(t), y + 78 * math.sin(t), 6, 6, "#f2ead8", 0.9)
    return c


def chi_mau() -> Canvas:
    """Spools of thread."""
    c = Canvas(33)
    c.view = _NEAR
    c.table(*_LINEN, 400)
    tones = [
        ("#c2513b", "#8a2f20"),
        ("#2f6b72", "#1c454c"),
        ("#d9a441", "#a87420"),
        ("#3a4f96", "#223170"),
        ("#5e8a4e", "#3a5f30"),
    ]
    for index, tone in enumerate(tones):
        x, y = 170 + index * 155, 420 + (index % 2) * 60
        c.shadow(x + 10, y + 176, 74, 14)
        c.rect(x - 58, y + 150, 116, 20, c.fill("#d7b384", "#a8814f"), 8)
        c.rect(x - 48, y + 20, 96, 134, c.fill(tone[0], tone[1], sideways=True), 10)
        for k in range(9):
            c.line(f"M{x - 46} {y + 34 + k * 13}h92", "#ffffff", 2, 0.16)
        c.rect(x - 58, y, 116, 22, c.fill("#e2c295", "#b98f5c"), 8)
    return c


def phong_doi() -> Canvas:
    """A room with two beds and a window to the mountains."""
    c = Canvas(35)
    c.rect(0, 0, 960, 720, c.fill("#c89a68", "#a8794a"))
    for x in range(0, 960, 64):
        c.line(f"M{x} 0V560", "#6f4a2a", 3, 0.35)
    c.rect(330, 60, 320, 270, "#5f3f26", 4)
    c.rect(346, 76, 288, 238, c.fill("#bcd9e4", "#f0ead2"))
    c.peaks(314, [(420, 72, 150), (505, 80, 190), (575, 58, 120)], "#88a59c")
    c.line("M490 76v238", "#5f3f26", 12)
    c.rect(0, 560, 960, 160, c.fill("#7d5636", "#59391f"))
    for x, w in ((40, 380), (540, 380)):
        c.shadow(x + w / 2, 650, w * 0.55, 20)
        c.rect(x, 560, w, 70, c.fill("#6b4527", "#4f311a"), 6)
        c.rect(x, 470, w, 110, c.fill("#f7f2e6", "#dcd2bd"), 24)
        c.rect(x, 510, w, 76, c.fill("#34488c", "#223070"), 12)
        _weave(c, x + 12, 536, w - 20, "#f2ead8", "#e0a04c")
        c.rect(x + 24, 430, 130, 64, c.fill("#ffffff", "#e4dccb"), 26)
    return c


def mam_com() -> Canvas:
    """A round tray with a family meal."""
    c = Canvas(36)
    c.table(("#5d4230", "#432d1f"), ("#6e4d35", "#4d3423"), 200)
    c.shadow(480, 600, 400, 40)
    c.oval(480, 450, 410, 220, c.fill("#d8c39a", "#b3945f"))
    c.oval(480, 440, 380, 198, c.fill("#e9d9b6", "#c9ac78"))
    for x, y, w, drink in (
        (300, 360, 190, "#6f9a4a"),
        (640, 350, 200, "#c9763a"),
        (470, 470, 210, "#e9dcae"),
        (700, 500, 150, "#b5452c"),
        (250, 500, 150, "#f4efe2"),
    ):
        _bowl(c, x, y, w, ("#f7f3ea", "#cfc7b8"), "#efe9dc", drink)
    for x, y in ((280, 356), (320, 350), (300, 368)):
        c.leaf(x - 20, y, 50, -14, "#4f8a3c")
    for x in range(600, 690, 26):
        c.oval(x, 350, 15, 9, "#8a4a20")
    c.line("M120 600l190-60M130 616l190-60", "#3a2416", 8)
    return c


def bat_bun() -> Canvas:
    """A bowl of noodles."""
    c = Canvas(37)
    c.view = _NEAR
    c.table(("#efe3cf", "#dcc9a8"), ("#a8794e", "#835a36"), 320)
    c.shadow(490, 640, 330, 34)
    c.path("M160 400c0 160 130 250 320 250s320-90 320-250z", c.fill("#3a5f86", "#24405f", sideways=True))
    c.path("M180 440c20 20 60 34 60 34M770 450c-20 18-50 30-50 30", "none", 0.5, more='stroke="#fff" stroke-width="5"')
    c.oval(480, 400, 322, 108, "#f5f1e6")
    c.oval(480, 404, 292, 92, c.fill("#e2b25c", "#c98a35"))
    for k in range(22):
        x = 250 + k * 15
        c.line(f"M{x} {414 + (k % 5) * 8}q34-52 80-8t50 8", "#fbf5e3", 7, 0.95)
    for x, y, angle in ((360, 370, 12), (440, 352, -8), (530, 356, 10), (600, 384, -14)):
        c.add(f'<g transform="translate({x} {y}) rotate({angle})">')
        c.rect(-52, -20, 104, 40, "#9a4e34", 18)
        c.rect(-46, -14, 92, 10, "#c98067", 5)
        c.add("</g>")
    for _ in range(30):
        c.oval(
            c.random.gauss(480, 110), c.random.gauss(410, 26), 8, 5, c.random.choice(["#4f8a3c", "#6da84e", "#c8402c"])
        )
    for x in (330, 470, 610):
        c.line(f"M{x} 270c-30-50 30-80 0-130", "#ffffff", 12, 0.25)
    return c


def banh_la() -> Canvas:
    """Rice cakes in leaves."""
    c = Canvas(38)
    c.view = _NEAR
    c.table(*_SLATE, 380)
    c.shadow(480, 610, 360, 30)
    c.oval(480, 560, 360, 100, c.fill("#caa56a", "#98743f"))
    for k in range(14):
        c.line(f"M{140 + k * 50} 540q20 50 60 90", "#7a5a2c", 3, 0.35)
    for x, y in ((320, 470), (520, 450), (690, 490), (420, 540), (600, 550)):
        c.oval(x + 6, y + 44, 94, 24, "#1a120a", 0.3)
        c.path(f"M{x - 96} {y + 40}q96-120 192 0q-96 40-192 0z", c.fill("#4f8a3c", "#2c5a28"))
        c.line(f"M{x - 90} {y + 38}q90-60 180 0", "#8fbf6a", 4, 0.5)
        c.line(f"M{x} {y - 18}v64", "#d9c48a", 7)
    return c


def gao_nep() -> Canvas:
    """A sack and a bowl of rice."""
    c = Canvas(39)
    c.view = _NEAR
    c.table(*_LINEN, 440)
    c.shadow(330, 650, 220, 26)
    c.path(
        "M170 330c-40 120-40 240 0 320h320c40-90 30-220-10-320z", c.fill("#e2cfa4", "#cdb583", "#ab9160", sideways=True)
    )
    c.oval(326, 330, 156, 52, "#b89e6c")
    c.oval(326, 322, 140, 42, "#f7f1df")
    c.rect(236, 450, 180, 110, "#2f6b45", 4)
    c.line("M326 540v-60M326 500q-30-6-36-30M326 500q30-6 36-30M326 520q-30-6-36-30M326 520q30-6 36-30", "#f6e9b8", 6)
    _bowl(c, 690, 530, 250, ("#7a5336", "#4c3120"), "#8a6244", "#f7f1df")
    for _ in range(40):
        c.oval(c.random.gauss(690, 60), c.random.gauss(532, 9), 7, 3, "#fffdf4")
    return c


def anh_treo() -> Canvas:
    """Prints of landscapes on a line: what a photographer shows."""
    c = Canvas(40)
    c.rect(0, 0, 960, 720, c.fill("#e6e0d4", "#cfc6b6"))
    c.line("M-20 130Q480 220 980 110", "#5a4a3a", 4)
    tones = [("#c8dde6", "#7f9f8d", "#3f6f4c"), ("#f2c99a", "#b07a52", "#5d4030"), ("#2a3358", "#4a4a72", "#c98b6a")]
    for index, tone in enumerate(tones):
        x, y = 90 + index * 280, 176 + (14 if index == 1 else 0)
        c.add(f'<g transform="translate({x} {y}) rotate({(-3, 1, 4)[index]})">')
        c.rect(6, 10, 230, 330, "#1a120a", 2, 0.25)
        c.rect(0, 0, 230, 330, "#fbf9f2", 2)
        c.rect(14, 14, 202, 260, tone[0])
        c.path("M14 274V160c40-60 70-50 100 0 40-70 70-70 102-10v124z", tone[1])
        c.path("M14 274v-50c70-30 130 20 202-14v64z", tone[2])
        c.rect(104, -20, 22, 44, "#a8794e", 3)
        c.add("</g>")
    return c

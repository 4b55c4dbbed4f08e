"""Places: hills, orchards, houses, workshops."""

from __future__ import annotations

import math

from canvas import HEIGHT, WIDTH, Canvas


def _sky(c: Canvas, *stops: str) -> None:
    c.rect(0, 0, WIDTH, HEIGHT, c.fill(*stops))


def _mist(c: Canvas, y: float, opacity: float = 0.5) -> None:
    c.oval(300, y, 420, 34, "#ffffff", opacity, blur=True)
    c.oval(760, y + 18, 340, 26, "#ffffff", opacity, blur=True)


def doi_che() -> Canvas:
    """Tea rows that follow the slope, mountains in the mist."""
    c = Canvas(3)
    _sky(c, "#f3dfc0", "#f7ecd8", "#dfe8dc")
    c.oval(690, 170, 54, 54, "#fff6de")
    c.peaks(420, [(140, 210, 230), (420, 240, 280), (700, 230, 220), (930, 200, 270)], "#a9bfb4")
    _mist(c, 350, 0.7)
    c.peaks(470, [(20, 220, 170), (300, 190, 150), (580, 240, 190), (860, 230, 160)], "#7f9f8d")
    _mist(c, 440, 0.65)
    c.hills(500, 60, c.fill("#5f8a63", "#3f6f4c"), 3, 0.4)
    for row in range(11):
        y = 470 + row * row * 2.1 + row * 6
        size = 9 + row * 3.4
        x = -40.0 + (row % 2) * size
        while x < WIDTH + 60:
            lift = 46 * math.sin((x + 120) / 300) * (1 - row / 16)
            shade = ("#2f6a3e", "#3b7a46", "#4a8a50")[(row + int(x)) % 3]
            c.oval(x, y - lift + size * 0.6, size * 1.35, size * 0.5, "#1f4a2c", 0.75)
            c.oval(x, y - lift, size * 1.3, size * 0.8, shade)
            c.oval(x - size * 0.3, y - lift - size * 0.3, size * 0.75, size * 0.36, "#8fbf74", 0.6)
            x += size * 2.15
    c.path("M66 720C84 560 70 470 96 330l18 4C96 470 118 560 124 720z", c.fill("#5b4634", "#3a2c20"))
    for _ in range(70):
        x, y = 100 + c.random.gauss(0, 74), 270 + c.random.gauss(0, 52)
        c.oval(x, y, 30, 20, c.random.choice(["#2d5f3a", "#3f7a48", "#5a9456", "#79ac62"]), 0.95)
    return c


def vuon_cam() -> Canvas:
    """An orchard on a slope, the trees full of oranges."""
    c = Canvas(8)
    _sky(c, "#cfe3ea", "#eef3e6", "#f6ecd2")
    c.hills(380, 130, "#a8c3b6", 3, 1.2)
    c.hills(430, 100, "#86aa8c", 2, 2.6)
    c.hills(480, 70, c.fill("#8fae62", "#5d8747"), 3, 0.3)
    rows = ((430, 5, 34, 130), (510, 4, 58, 200), (640, 4, 96, 290))
    for y, count, size, gap in rows:
        for index in range(count + 2):
            x = index * gap - (40 if y == 510 else -20)
            c.oval(x, y + size * 0.95, size * 1.1, size * 0.24, "#23401f", 0.45)
            c.rect(x - size * 0.1, y + size * 0.2, size * 0.2, size * 0.8, "#5a4330")
            for _ in range(16):
                dx, dy = c.random.gauss(0, 0.42), c.random.gauss(0, 0.36)
                c.oval(
                    x + dx * size,
                    y + dy * size,
                    size * 0.52,
                    size * 0.44,
                    c.random.choice(["#2f6b38", "#3d7d3f", "#4f8f48", "#2a5c34"]),
                )
            for _ in range(13 if size > 40 else 8):
                dx, dy = c.random.uniform(-0.85, 0.85), c.random.uniform(-0.6, 0.68)
                r = size * 0.105
                c.oval(x + dx * size, y + dy * size, r, r, "#e8862a")
                c.oval(x + dx * size - r * 0.3, y + dy * size - r * 0.35, r * 0.45, r * 0.4, "#ffc36b")
    return c


def _house(c: Canvas, lit: bool) -> None:
    wall = c.fill("#d9a25f", "#b9803f") if not lit else c.fill("#8a6242", "#5d4030")
    roof = c.fill("#5b5a58", "#3c3d40") if not lit else c.fill("#2c3040", "#1d2130")
    c.path("M250 470h430v120H250z", wall)
    for y in (500, 530, 560):
        c.line(f"M252 {y}H678", "#7c5327", 2, 0.35)
    c.path("M206 474 300 366h330l94 108c-170-14-350-14-518 0z", roof)
    for index in range(17):
        x = 236 + index * 28.5
        c.line(f"M{310 + index * 19.5:g} 368L{x:g} 468", "#000000", 2.4, 0.25)
    c.path("M206 474c168-14 348-14 518 0v10c-170-14-350-14-518 0z", "#2b2b2e")
    glow = "#ffd98a" if lit else "#4a3524"
    c.rect(432, 496, 66, 94, c.fill("#5a3d27", "#3f2a1b"), 2)
    c.line("M465 498V590", "#2a1b10", 3)
    for x in (306, 570):
        c.rect(x, 506, 62, 46, glow, 2)
        c.line(f"M{x + 31} 506v46M{x} 529h62", "#3a2716", 4)
    if lit:
        c.oval(465, 540, 330, 120, "#ffcf7a", 0.16, blur=True)


def _stone_wall(c: Canvas, y: float, tones: tuple[str, ...]) -> None:
    for row in range(4):
        x = -20.0
        while x < WIDTH:
            w = c.random.uniform(36, 78)
            c.rect(x, y + row * 26, w - 4, 24, c.random.choice(tones), 9)
            x += w


def nha_doc() -> Canvas:
    """A house of earth and tiles on a slope, limestone behind, a peach tree in flower."""
    c = Canvas(5)
    _sky(c, "#b9d3e2", "#dfe9e6", "#f4e9d2")
    c.peaks(440, [(120, 190, 330), (380, 200, 260), (640, 170, 360), (880, 220, 290)], "#9fb2b8")
    _mist(c, 400, 0.6)
    c.peaks(500, [(20, 200, 220), (240, 170, 170), (520, 190, 150), (800, 220, 250)], "#75908f")
    _mist(c, 480, 0.45)
    c.hills(560, 70, c.fill("#a5b06a", "#76894b"), 2, 2.2)
    c.shadow(466, 592, 280, 20)
    _house(c, False)
    c.path("M0 590c240-26 640 26 960-8v138H0z", c.fill("#8d9a55", "#62763d"))
    _stone_wall(c, 616, ("#8f8d86", "#7b7a75", "#a19e95", "#6b6b69"))
    c.line(
        "M800 640C806 560 790 500 820 420M810 520C840 480 850 460 880 440M804 560C770 520 760 490 742 470",
        "#4b3428",
        11,
    )
    for _ in range(120):
        a, r = c.random.uniform(0, math.tau), c.random.uniform(0, 1) ** 0.6
        x, y = 812 + 112 * r * math.cos(a), 424 + 92 * r * math.sin(a)
        c.oval(x, y, 8, 8, c.random.choice(["#f2a9b4", "#e98a9c", "#f9ccd2", "#d9738a"]))
    return c


def nha_dem() -> Canvas:
    """The same house at dusk, the lamps lit."""
    c = Canvas(6)
    _sky(c, "#1f2a4a", "#4a4a72", "#c98b6a")
    for _ in range(60):
        r = c.random.uniform(0.8, 2.2)
        c.oval(c.random.uniform(0, WIDTH), c.random.uniform(0, 260), r, r, "#ffffff", 0.8)
    c.peaks(460, [(120, 190, 330), (380, 200, 260), (640, 170, 360), (880, 220, 290)], "#3a4266")
    c.peaks(520, [(20, 200, 220), (240, 170, 170), (520, 190, 150), (800, 220, 250)], "#2b3352")
    c.hills(570, 70, "#222a40", 2, 2.2)
    _house(c, True)
    c.path("M0 590c240-26 640 26 960-8v138H0z", c.fill("#2a3038", "#171b24"))
    c.path("M430 590h70l70 130H330z", "#ffcf7a", 0.22, blur=True)
    _stone_wall(c, 626, ("#2f343e", "#272c36", "#383d47"))
    return c


def ruong_bac() -> Canvas:
    """Terraced rice at harvest."""
    c = Canvas(12)
    _sky(c, "#c8dde6", "#f5ead0")
    c.peaks(330, [(160, 240, 190), (480, 260, 230), (820, 280, 200)], "#a5b9b3")
    _mist(c, 290, 0.6)
    tones = ["#c9b14f", "#dcc468", "#a9b04c", "#e3d07c", "#8fa347", "#cdb858"]
    for row in range(16):
        y = 290 + row * row * 1.25 + row * 9
        bend = 60 - row * 2
        phase = row * 0.55
        points = []
        for step in range(0, WIDTH + 41, 40):
            points.append(
                (step, y + bend * 0.5 * math.sin(step / 170 + phase) + bend * 0.3 * math.sin(step / 71 + phase))
            )
        d = f"M{points[0][0]} {points[0][1]:.0f}" + "".join(f"L{x} {v:.0f}" for x, v in points[1:]) + f"V{HEIGHT}H0z"
        c.path(d, "#55702f")
        d = f"M0 {points[0][1] + 6 + row * 0.8:.0f}" + "".join(f"L{x} {v + 6 + row * 0.8:.0f}" for x, v in points[1:])
        c.path(d + f"V{HEIGHT}H0z", tones[row % len(tones)])
    c.rect(700, 392, 52, 30, "#7a5636")
    c.path("M690 396 726 364l36 32z", "#4c4238")
    return c


def hien_san() -> Canvas:
    """From a porch: posts, a low table with tea, mountains in the evening."""
    c = Canvas(4)
    _sky(c, "#f2c99a", "#f8e3c0", "#dfe2d2")
    c.oval(610, 250, 46, 46, "#fff3d2")
    c.peaks(430, [(180, 220, 220), (470, 220, 170), (760, 240, 260)], "#b79c93")
    _mist(c, 390, 0.5)
    c.peaks(480, [(60, 220, 130), (350, 230, 150), (660, 230, 110), (930, 220, 170)], "#86807f")
    c.hills(510, 40, "#5f6a58", 3, 1)
    c.rect(0, 540, WIDTH, 180, c.fill("#7a5338", "#4e3222"))
    for y in (576, 618, 668):
        c.line(f"M0 {y}H{WIDTH}", "#2e1c12", 3, 0.5)
    c.rect(0, 0, WIDTH, 64, c.fill("#3a281c", "#4e3626"))
    for x in (70, 842):
        c.rect(x, 40, 48, 540, c.fill("#6b482f", "#4a3120", "#38241a", sideways=True))
    c.rect(118, 470, 724, 16, "#5a3c28")
    for x in range(150, 830, 52):
        c.rect(x, 486, 12, 58, "#4d3322")
    c.shadow(480, 664, 220, 22)
    c.path("M300 600h360l36 30H264z", c.fill("#9c6f49", "#7c5437"))
    c.rect(276, 630, 408, 14, "#5a3b26")
    c.path("M410 604c-26-60 96-60 74 0z", c.fill("#3e5f56", "#27423c"))
    c.line("M484 582q34-8 34-30", "#2f4d46", 10)
    c.line("M412 590c-34 4-34-36-6-34", "#2f4d46", 8)
    c.oval(448, 552, 10, 7, "#27423c")
    for x in (560, 606):
        c.path(f"M{x - 18} 584h36l-6 22h-24z", "#f3ecdc")
        c.oval(x, 584, 18, 5, "#9bb06a")
    return c


def khung_cui() -> Canvas:
    """A loom with hemp yarn and a half-woven cloth of steps and dots."""
    c = Canvas(7)
    c.rect(0, 0, WIDTH, HEIGHT, c.fill("#d8c4a4", "#b99b73"))
    c.path("M90 0h220L100 720h-190z", "#ffffff", 0.2, blur=True)
    for x in range(200, 764, 9):
        c.line(f"M{x} 70V470", "#efe3cb" if x % 2 else "#e2d1b2", 3.4)
    c.rect(150, 56, 660, 30, c.fill("#8a5f3c", "#5f3f27"), 8)
    c.rect(130, 20, 34, 690, c.fill("#7c5435", "#553622", sideways=True), 6)
    c.rect(796, 20, 34, 690, c.fill("#7c5435", "#553622", sideways=True), 6)
    c.rect(196, 250, 568, 22, c.fill("#a87b50", "#7d5636"), 6)
    c.rect(196, 470, 568, 190, c.fill("#2c3f80", "#1d2b60"))
    for row, y in enumerate(range(486, 650, 44)):
        for index in range(14):
            x = 204 + index * 40
            colour = "#f2ead8" if row % 2 else "#d99a4a"
            for dx, dy in ((12, 0), (6, 6), (18, 6), (0, 12), (24, 12)):
                c.rect(x + dx, y + dy, 7, 7, colour)
            c.rect(x + 13, y + 15, 5, 5, "#f2ead8")
    c.rect(150, 654, 660, 34, c.fill("#8a5f3c", "#5f3f27"), 8)
    c.path("M520 440c60-22 150-22 210 0-60 24-150 24-210 0z", c.fill("#b98a5c", "#7e5837"))
    c.oval(625, 440, 60, 9, "#f4ead2")
    return c


def tiem_may() -> Canvas:
    """A tailor's table: the machine, cloth, a window."""
    c = Canvas(9)
    c.table(("#e7d9c6", "#d3bfa5"), ("#8b6243", "#6a4830"), 470)
    c.rect(90, 60, 280, 300, "#f8f3e6", 4)
    c.rect(104, 74, 252, 272, c.fill("#bcd7df", "#e6efe0"))
    c.peaks(346, [(180, 74, 120), (270, 84, 160)], "#9db8ae")
    c.line("M230 74v272M104 210h252", "#f8f3e6", 12)
    c.shadow(600, 520, 260, 22)
    c.rect(400, 478, 430, 34, c.fill("#33373d", "#1e2125"), 8)
    c.path(
        "M760 478V330c0-40-20-60-60-60H470c-34 0-40 20-40 44v50h44v-26h176c20 0 26 10 26 30v110z",
        c.fill("#3f454d", "#24282d"),
    )
    c.oval(790, 370, 20, 46, c.fill("#6d747c", "#3a3f45"))
    c.line("M452 364v112", "#b9c0c6", 7)
    c.path("M440 470h26l10 12h-46z", "#cfd5da")
    c.line("M560 272v-34", "#9aa1a8", 6)
    c.rect(544, 196, 32, 44, "#c2513b", 5)
    c.line("M470 320h120", "#d9b25a", 5)
    c.path("M300 512c80-30 150 10 220-16 40-14 60 0 90 6l-30 120c-120 40-260 10-340 30z", c.fill("#2f6b72", "#1f4a52"))
    for k in range(4):
        c.line(f"M{300 + k * 66} {520 - k * 3}c-10 40-20 70-24 110", "#7fb1b2", 3, 0.5)
    c.line("M640 600l150 40M660 660l120-50", "#c9ced2", 11)
    c.oval(806, 650, 24, 17, "#b0453a")
    c.oval(806, 650, 12, 8, "#7a5337")
    c.oval(800, 596, 24, 17, "#b0453a")
    c.oval(800, 596, 12, 8, "#7a5337")
    return c


def ban_hoc() -> Canvas:
    """A desk by the window: a laptop, a notebook, a cup."""
    c = Canvas(10)
    c.table(("#dbe3df", "#c9d3cd"), ("#b98d62", "#94683f"), 480)
    c.rect(520, 40, 360, 330, "#f7f5ee", 4)
    c.rect(536, 56, 328, 298, c.fill("#c5dfe8", "#eef2e2"))
    c.peaks(354, [(610, 72, 130), (715, 110, 190), (806, 56, 110)], "#9fb9af")
    c.line("M700 56v298", "#f7f5ee", 12)
    c.shadow(380, 570, 280, 24)
    c.path("M190 250h380c10 0 16 6 16 16v250H174V266c0-10 6-16 16-16z", c.fill("#4b5561", "#333b45"))
    c.rect(192, 268, 376, 234, "#17202c", 4)
    lines = [
        (20, 90, "#7fc8a9"),
        (44, 150, "#e6b566"),
        (44, 110, "#8fb7e8"),
        (68, 180, "#c7d0da"),
        (44, 60, "#e58f7b"),
        (20, 130, "#8fb7e8"),
        (44, 200, "#c7d0da"),
        (44, 90, "#7fc8a9"),
    ]
    for index, (indent, length, colour) in enumerate(lines):
        c.rect(196 + indent, 290 + index * 25, length, 9, colour, 4)
    c.path("M120 516h520l30 34H90z", c.fill("#98a2ad", "#6d7782"))
    c.path("M220 522h320l10 16H210z", "#56606b")
    c.path("M690 560h190l34 70H700z", "#f6f0df")
    c.path("M690 560l10 70-12 6-10-70z", "#2f5f8a")
    for y in (580, 596, 612):
        c.line(f"M716 {y}h{150 + (y - 580) // 2}", "#b9b39f", 3)
    c.shadow(770, 524, 50, 10)
    c.path("M730 440h76v60c0 14-10 22-22 22h-32c-12 0-22-8-22-22z", c.fill("#c2643f", "#97472a"))
    c.line("M806 456c34-6 34 44-2 42", "#a9502f", 10)
    c.oval(768, 441, 38, 9, "#4a2d1c")
    return c


def bang_phan() -> Canvas:
    """A blackboard, books, an apple: a classroom without people."""
    c = Canvas(11)
    c.rect(0, 0, WIDTH, HEIGHT, c.fill("#eadfc9", "#d9c8a8"))
    c.rect(110, 50, 740, 350, "#8a6242", 6)
    c.rect(128, 68, 704, 314, c.fill("#2f5246", "#24423a"))
    c.line("M190 150q40-40 80 0t80 0 80 0", "#e9efe6", 5, 0.85)
    c.line("M190 220h300M190 266h230M190 312h270", "#e9efe6", 5, 0.55)
    c.line("M600 320V150M600 320h170M600 320l150-130", "#f2d98c", 5, 0.9)
    c.oval(700, 232, 7, 7, "#f2d98c")
    c.rect(0, 520, WIDTH, 200, c.fill("#a9784e", "#7d5434"))
    c.rect(0, 520, WIDTH, 6, "#ffffff", opacity=0.2)
    c.shadow(360, 640, 220, 22)
    for index, (x, w, colour) in enumerate(
        [(190, 340, "#2c4f86"), (214, 300, "#c98a35"), (200, 320, "#8f3a34"), (226, 270, "#3f7257")]
    ):
        y = 606 - index * 36
        c.rect(x, y, w, 34, colour, 4)
        c.rect(x + w - 16, y + 4, 16, 26, "#f5eedd")
        c.rect(x + 30, y + 12, 70, 9, "#ffffff", 2, 0.5)
    c.shadow(690, 634, 70, 14)
    c.oval(690, 584, 56, 52, c.fill("#e7604a", "#a92f28", radial=True))
    c.line("M690 540q4-20 16-28", "#5a3b22", 6)
    c.leaf(700, 528, 46, -24, "#5f9a4a")
    c.rect(780, 622, 110, 12, "#f7f3ea", 6)
    return c


def may_anh() -> Canvas:
    """A camera and prints on a wooden table."""
    c = Canvas(13)
    c.rect(0, 0, WIDTH, HEIGHT, c.fill("#6e4b33", "#4b3222"))
    for y in range(0, HEIGHT, 90):
        c.line(f"M0 {y}H{WIDTH}", "#2f1e13", 4, 0.5)
        c.line(f"M0 {y + 38}c240 12 500-14 960 4", "#8a6445", 2, 0.35)
    for x, y, angle, tones in (
        (560, 60, 9, ("#c9dde4", "#7f9f8d", "#4c7a4f")),
        (640, 330, -7, ("#f2c99a", "#b07a52", "#5d4030")),
    ):
        c.add(f'<g transform="translate({x} {y}) rotate({angle})">')
        c.rect(4, 8, 300, 230, "#1a120a", 2, 0.35)
        c.rect(0, 0, 300, 230, "#faf7ef", 2)
        c.rect(14, 14, 272, 180, tones[0])
        c.path("M14 194V120c50-40 80-40 120 0 50-60 100-60 152-10v84z", tones[1])
        c.path("M14 194v-34c90-30 180 20 272-14v48z", tones[2])
        c.add("</g>")
    c.shadow(330, 520, 270, 40, 0.5)
    c.path(
        "M180 240h70l26-44h110l26 44h90c22 0 34 12 34 34v190c0 22-12 34-34 34H146c-22 0-34-12-34-34V274"
        "c0-22 12-34 34-34z",
        c.fill("#3b3d40", "#1d1f21"),
    )
    c.rect(112, 300, 424, 120, c.fill("#6b3f2c", "#54301f"))
    c.rect(150, 224, 44, 20, "#8d9094", 4)
    c.oval(330, 366, 122, 122, "#101113")
    c.oval(330, 366, 106, 106, c.fill("#55585c", "#222427"))
    c.oval(330, 366, 78, 78, c.fill("#263b5a", "#0d1420", radial=True))
    c.oval(330, 366, 40, 40, "#0a0f18")
    c.oval(300, 332, 22, 16, "#9fc1e8", 0.75)
    c.oval(352, 396, 10, 8, "#c98ad0", 0.5)
    return c

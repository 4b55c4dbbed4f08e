"""Take the pictures of the gallery: python tools/photograph_looks.py [KIND-LOOK …] writes assets/gallery/.

Needs Chromium. pictures.json keeps what each picture shows as a hash; a test says when a look has changed since.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from generator.pages.gallery import PICTURES, find_samples, render_sample, seen  # noqa: E402

SHOWN_ON = date(2026, 11, 23)
WIDTH, HEIGHT = 360, 600
QUALITY = 72
CHROMIUM = "/usr/bin/chromium"
RECORD = "pictures.json"


def main(wanted: list[str]) -> None:
    """Photograph the first sample of each look, or of the looks that were asked for."""
    folder = REPOSITORY / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    record = json.loads((folder / RECORD).read_text(encoding="utf-8")) if (folder / RECORD).is_file() else {}
    samples = [sample for sample in find_samples(REPOSITORY) if sample.folder.count("/") == 1]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM if Path(CHROMIUM).exists() else None, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, bypass_csp=True)
        for sample in samples:
            name = sample.folder.strip("/")
            if wanted and name not in wanted:
                continue
            files = dict(render_sample(REPOSITORY, sample, SHOWN_ON))
            for path, content in files.items():
                target = Path(place, name, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            page = context.new_page()
            page.goto(Path(place, name, "index.html").as_uri())
            page.add_style_tag(content=".sample{display:none}")
            page.wait_for_function("[...document.images].every(one => one.complete || one.loading === 'lazy')")
            page.wait_for_timeout(500)
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            shot.save(folder / f"{name}.webp", quality=QUALITY, method=6)
            record[name] = seen(files["index.html"].decode())
            page.close()
        browser.close()
    (folder / RECORD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

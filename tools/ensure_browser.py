"""Make sure that the browser tests have a Chromium and the letters of an Android phone; install them when allowed.

Usage: python3 tools/ensure_browser.py. Standard library only. Exit 1 with one sentence when something is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")

# What a page needs on the first screen of a phone is measured with the phone's own letters; a bare Debian has only
# DejaVu, which is a sixth wider.
FONT, FONT_PACKAGE = "Roboto", "fonts-roboto-unhinted"


def find_browser() -> str | None:
    """Return the path of an installed Chromium (or $CHROMIUM), or None."""
    wanted = os.environ.get("CHROMIUM")
    if wanted and shutil.which(wanted):
        return wanted
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def lacks_font() -> bool:
    """Tell whether this system lists its fonts and the phone's is not among them."""
    lister = shutil.which("fc-list")
    if not lister:
        return shutil.which("apt-get") is not None  # a Debian without fontconfig has no fonts at all
    listed = subprocess.run([lister, ":", "family"], capture_output=True, text=True, encoding="utf-8", check=False)
    return FONT not in {name.strip() for line in listed.stdout.splitlines() for name in line.split(",")}


def install(packages: list[str]) -> None:
    """Install Debian packages when this is a Debian and we are root."""
    apt = shutil.which("apt-get")
    if not packages or not apt or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    print(f"phocap: cài {', '.join(packages)} để kiểm thử", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([apt, "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run([apt, "install", "-y", "-qq", *packages], check=False, **quiet)  # type: ignore[call-overload]


def main() -> None:
    """Find or install browser and font."""
    install([*([] if find_browser() else ["chromium"]), *([FONT_PACKAGE] if lacks_font() else [])])
    browser = find_browser()
    if not browser:
        sys.exit(
            "phocap: kiểm thử cần trình duyệt Chromium; hãy cài gói chromium (sudo apt-get install chromium) "
            "hoặc đặt biến CHROMIUM trỏ tới chương trình, rồi chạy lại."
        )
    if lacks_font():
        sys.exit(
            f"phocap: kiểm thử đo trang bằng phông chữ {FONT} của điện thoại; hãy cài gói {FONT_PACKAGE} "
            f"(sudo apt-get install {FONT_PACKAGE}), rồi chạy lại."
        )
    print(f"phocap: trình duyệt kiểm thử {browser}", flush=True)


if __name__ == "__main__":
    main()

"""Make sure that the browser tests have a Chromium: print its path, installing Debian's package when allowed.

Usage: python3 tools/ensure_browser.py. Standard library only. Exit 1 with one sentence when there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find_browser() -> str | None:
    """Return the path of an installed Chromium (or $CHROMIUM), or None."""
    wanted = os.environ.get("CHROMIUM")
    if wanted and shutil.which(wanted):
        return wanted
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    """Find or install the browser."""
    if not find_browser():
        apt = shutil.which("apt-get")
        if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
            print("phocap: cài trình duyệt chromium để kiểm thử", flush=True)
            quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
            subprocess.run([apt, "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
            subprocess.run([apt, "install", "-y", "-qq", "chromium"], check=False, **quiet)  # type: ignore[call-overload]
    browser = find_browser()
    if not browser:
        sys.exit(
            "phocap: kiểm thử cần trình duyệt Chromium; hãy cài gói chromium (sudo apt-get install chromium) "
            "hoặc đặt biến CHROMIUM trỏ tới chương trình, rồi chạy lại."
        )
    print(f"phocap: trình duyệt kiểm thử {browser}", flush=True)


if __name__ == "__main__":
    main()

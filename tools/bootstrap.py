"""Set up the project's own environment in .venv: locked, hashed dependencies and the phocap command.

Usage: python3 tools/bootstrap.py runtime|dev. Runs with the bare Python of the machine, so standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def stop(sentence: str) -> None:
    """Leave with one sentence on standard error."""
    sys.exit(f"phocap: {sentence}")


def install_venv_package() -> None:
    """Debian splits ensurepip off into python3-venv; fetch it when we may."""
    apt = shutil.which("apt-get")
    if not apt or not hasattr(os, "geteuid") or os.geteuid() != 0:
        stop("Python này thiếu mô-đun venv; hãy cài gói python3-venv (sudo apt-get install python3-venv) rồi chạy lại.")
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    subprocess.run([apt, "update", "-qq"], check=False)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run([apt, "install", "-y", "-qq", package], check=False, env=environment).returncode:
        stop(f"không cài được gói {package}; hãy cài tay rồi chạy lại.")


def venv_python() -> Path:
    """Return the interpreter inside the environment on this system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> None:
    """Create or refresh the environment; do nothing when it is already as locked."""
    level = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    lock = ROOT / "requirements" / f"{level}.txt"
    if sys.version_info < (3, 11):
        stop(f"cần Python 3.11 trở lên, máy này có {sys.version.split()[0]}; hãy gọi: make PYTHON=python3.11 …")
    stamp = VENV / f".ready-{level}"
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_venv_package()
    if not venv_python().exists():
        print("phocap: tạo môi trường .venv", flush=True)
        # A child, because Debian's ensurepip may have arrived after this interpreter looked for it.
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
            stop("không tạo được môi trường .venv.")
    print(f"phocap: cài thư viện theo requirements/{level}.txt", flush=True)
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for arguments in (
        ["--require-hashes", "--no-deps", "-r", str(lock)],
        ["--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if subprocess.run(pip + arguments, check=False).returncode:
            stop("cài thư viện không xong; hãy xem dòng lỗi ở trên, kiểm tra kết nối mạng rồi chạy lại.")
    stamp.write_text(wanted, encoding="utf-8")
    if level == "dev":
        runtime = (ROOT / "requirements" / "runtime.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
        (VENV / ".ready-runtime").write_text(hashlib.sha256(runtime).hexdigest(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Set-up and everyday commands, standard library only (contracts.md §1).

    python3 run.py demo       open Quầy Live on the rehearsal live
    python3 run.py test       formatting, lint, types, import contracts and all tests
    python3 run.py bench      measure, print a table and JSON
    python3 run.py prove      the long tests
    python3 run.py quaylive … any command of the program

Makes `.venv` beside this file, installs the locked requirements once, and then gets out of the way.
It must not import anything of the program: it runs before the program can.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "resources" / "requirements"
SUPPORTED = ((3, 11), (3, 13))

# What the Qt wheel expects of a Linux desktop: library to look for → Debian package that brings it.
QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "glib-2.0": "libglib2.0-0",
    "xkbcommon": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
    "xcb-xkb": "libxcb-xkb1",
}


def say(text: str) -> None:
    """Print one line of progress at once, whatever the console's encoding."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def stop(text: str) -> None:
    """End with exit code 2 and one clear line."""
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr)
    raise SystemExit(2)


def require_python() -> None:
    """Refuse a Python for which no locked wheel exists."""
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        version = ".".join(map(str, sys.version_info[:3]))
        stop(f"Quầy Live cần Python 3.11 đến 3.13; máy đang dùng {version}. Cài Python 3.13 rồi chạy lại.")


def venv_python() -> Path:
    """The interpreter inside `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(lock: Path) -> str:
    """What the environment must have been made from to be current."""
    return f"{sys.version_info[0]}.{sys.version_info[1]} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def is_current(kind: str) -> bool:
    """Whether `.venv` already holds the locked requirements of this kind (`run` or `test`)."""
    stamp = VENV / f"{kind}.stamp"
    return (
        venv_python().exists()
        and stamp.exists()
        and stamp.read_text("utf-8") == fingerprint(LOCKS / f"{kind}.txt")
    )


def install(kind: str) -> None:
    """Make `.venv` if needed and install the locked requirements of this kind."""
    if is_current(kind) or (kind == "run" and is_current("test")):
        return
    started = time.monotonic()
    if not venv_python().exists():
        say("[1/2] Tạo môi trường .venv …")
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    say("[2/2] Cài các thư viện đã khoá phiên bản (lần đầu mất vài phút) …")
    lock = LOCKS / f"{kind}.txt"
    command = [str(venv_python()), "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check"]
    command += ["--quiet", "--progress-bar", "off", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        stop("Không cài được thư viện. Kiểm tra mạng và dung lượng đĩa, rồi chạy lại lệnh vừa rồi.")
    (VENV / f"{kind}.stamp").write_text(fingerprint(lock), "utf-8")
    say(f"Xong sau {time.monotonic() - started:.0f} giây.")


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian packages of the libraries that this Linux lacks; empty elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for library, package in libraries.items() if not ctypes.util.find_library(library)]


def require_libraries(*, window: bool) -> None:
    """Name exactly the system packages that Qt misses, and the one command that installs them."""
    missing = missing_packages({**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES)
    if missing:
        stop(f"Máy thiếu thư viện hệ thống. Cài bằng lệnh:  sudo apt-get install -y {' '.join(missing)}")


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment() -> dict[str, str]:
    """The child's environment: this tree importable, UTF-8 everywhere."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"}


def call(*words: str, python: bool = True) -> int:
    """Run one command inside the environment and return its exit code."""
    command = [str(venv_python()), *words] if python else list(words)
    try:
        return subprocess.run(command, env=environment(), cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def check(title: str, *words: str) -> None:
    """Run one step of the test command; end with its exit code when it fails."""
    started = time.monotonic()
    say(f"── {title}")
    code = call(*words)
    if code:
        stop(f"✗ {title}: có lỗi (mã {code})") if code > 2 else sys.exit(code)
    say(f"   {time.monotonic() - started:.1f} s")


def test(words: Sequence[str]) -> int:
    """Formatting, lint, types, import contracts, then every test but the long ones."""
    install("test")
    require_libraries(window=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not words:
        check("ruff format", "-m", "ruff", "format", "--check", ".")
        check("ruff check", "-m", "ruff", "check", ".")
        check("mypy", "-m", "mypy")
        check("import-linter", "-c", "from importlinter.cli import lint_imports_command as run; run()")
    say("── pytest")
    workers = [] if words else ["-n", str(min(4, os.cpu_count() or 2))]
    return call("-m", "pytest", "-m", "not prove", *workers, *words)


def prove(words: Sequence[str]) -> int:
    """The long tests."""
    install("test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return call("-m", "pytest", "-m", "prove", *words)


def bench(words: Sequence[str]) -> int:
    """Measure, print a table and JSON."""
    install("test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return call("-m", "tests.benchmarks", *words)


def quaylive(words: Sequence[str]) -> int:
    """One command of the program."""
    install("run")
    needs_window = (not words or words[0] == "demo") and "--screenshot" not in words
    if not words or words[0] == "demo":
        require_libraries(window=needs_window)
    if needs_window and not has_display():
        stop(
            "Không có màn hình để mở cửa sổ. Chụp ảnh thay vào đó: "
            "python3 run.py demo --screenshot quaylive.png --after 30"
        )
    return call("-m", "desktop", *words)


def demo(words: Sequence[str]) -> int:
    """Quầy Live on the rehearsal live."""
    return quaylive(["demo", *words])


def main(words: Sequence[str]) -> int:
    """Dispatch on the first word."""
    commands = {"demo": demo, "test": test, "bench": bench, "prove": prove, "quaylive": quaylive}
    if not words or words[0] not in commands:
        say(__doc__ or "")
        return 0 if words[:1] in ([], ["--help"], ["-h"]) else 2
    require_python()
    if shutil.disk_usage(ROOT).free < 1 << 30 and not VENV.exists():
        stop("Ổ đĩa còn dưới 1 GB, không đủ để cài Quầy Live. Dọn bớt rồi chạy lại.")
    return commands[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

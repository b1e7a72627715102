"""What staff see in the window when the disk fails or the token dies (product.md §9, architecture.md §5)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from e2e.running import environment

ERRAND = Path(__file__).with_name("window_errand.py")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are not Windows'")
def test_a_failing_disk_and_a_dead_token_are_shown_and_the_first_is_cleared(tmp_path: Path) -> None:
    env = environment(tmp_path, database=f"sqlite:///{tmp_path / 'demo.db'}")
    command = [sys.executable, str(ERRAND), "6"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, timeout=110, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    seen = json.loads(done.stdout)
    assert seen["calm"] == seen["mended"] == ""
    assert "kiểm tra ổ đĩa" in seen["disk"]
    assert seen["token"].startswith("Token Facebook đã hết hạn") and seen["chip"] == "Cần đăng nhập lại"
    assert seen["rows"] == seen["ids"] > 10
    log = (tmp_path / "profile" / "logs" / "quaylive.log").read_text("utf-8")
    assert "storing failed" in log and "EAA" not in log and "Traceback" not in log

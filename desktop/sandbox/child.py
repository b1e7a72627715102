"""The stand-in servers as a process of their own, so that a rehearsal costs the window nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.sandbox.scenario import Scenario, dump

_ROOT = Path(__file__).resolve().parents[2]


class ChildError(RuntimeError):
    """The stand-in servers did not start; the text is one Vietnamese sentence."""


@dataclass(slots=True)
class SandboxChild:
    """Running stand-in servers. `announcement` is the first line of `quaylive sandbox` (contracts.md §2)."""

    announcement: Mapping[str, Any]
    _process: subprocess.Popen[str]

    @classmethod
    def start(cls, scenario: Scenario, speed: float) -> SandboxChild:
        """Start the servers on this scenario; blocks until they announce themselves. Raises ChildError."""
        descriptor, name = tempfile.mkstemp(prefix="quaylive-", suffix=".json")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(dump(scenario), file)
            return cls._announced(name, speed)
        except (OSError, ValueError) as error:
            raise ChildError("Không mở được máy chủ tập dượt. Chạy lại lệnh demo lần nữa.") from error
        finally:
            # Announced, it has read the file: nothing is left behind even if we are killed later.
            Path(name).unlink(missing_ok=True)

    @classmethod
    def _announced(cls, scenario: str, speed: float) -> SandboxChild:
        process = subprocess.Popen(
            [*_program(), "sandbox", "--until-stdin-closes", "--speed", str(speed), "--scenario", scenario],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])},
            # A group of its own: Ctrl-C in the terminal is for the parent, which ends the servers last.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        child = cls({}, process)
        try:
            assert process.stdout is not None
            child.announcement = json.loads(process.stdout.readline())
        except BaseException:
            child.close()
            raise
        return child

    def close(self, within: float = 5.0) -> None:
        """End the servers: their input closes, and who does not go by then is ended."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _program() -> list[str]:
    """How this program starts itself, bundled or from its sources."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]

"""Running the command: `command("show", plan)` as a person would, `inside("show", plan)` quicker, in this process."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from joint_plan.__main__ import main

COMMAND = Path(sys.executable).parent / "joint-plan"


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error of a command that failed."""
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("joint-plan: ")
        assert "Traceback" not in self.err
        return self.err.removeprefix("joint-plan: ").rstrip("\n")


def command(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, folder: Path | None = None, stdin: bytes = b""
) -> Answer:
    """Run `joint-plan` with these arguments; its output has to be UTF-8."""
    done = subprocess.run(
        [COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        cwd=folder,
        check=False,
        timeout=120,
    )
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def inside(*arguments: str | Path, folder: Path | None = None) -> Answer:
    """The same without a process of its own, for what does not depend on one."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _stream in range(2))
    with (
        contextlib.chdir(folder) if folder else contextlib.nullcontext(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main([str(argument) for argument in arguments])
    return Answer(status, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    content = stream.buffer
    assert isinstance(content, io.BytesIO)  # as made above
    return content.getvalue().decode("utf-8")

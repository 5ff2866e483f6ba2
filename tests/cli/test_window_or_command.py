from __future__ import annotations

import pytest

from joint_plan.__main__ import plan_alone


@pytest.mark.parametrize(
    ("arguments", "plan"),
    [
        (["my.jplan"], "my.jplan"),
        (["a folder/Δ.JPLAN"], "a folder/Δ.JPLAN"),
        (["--", "-x.jplan"], "-x.jplan"),
        (["./-x.jplan"], "./-x.jplan"),
        (["show.jplan"], "show.jplan"),
        (["show"], ""),
        (["show", "my.jplan"], ""),
        (["-x.jplan"], ""),
        (["--version"], ""),
        (["--", "show"], ""),
        (["one.jplan", "two.jplan"], ""),
        ([], ""),
    ],
)
def test_a_plan_alone_opens_the_window_and_all_else_is_a_command(arguments: list[str], plan: str) -> None:
    assert plan_alone(arguments) == plan

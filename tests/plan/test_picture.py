"""Logos: what is a picture is kept without what people do not see; anything else is refused with a reason."""

import base64
import io
import random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.picture import MOST_BYTES, picture_bytes, picture_text
from joint_plan.plan.jsonform import records_json
from joint_plan.rules.starting_plan import plan_from_json


def drawn(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    image = Image.new(mode, size, 128 if mode in {"L", "P"} else "#0A3D7A")
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def private_png() -> bytes:
    told = PngInfo()
    told.add_text("Author", "Somebody Private")
    return drawn("PNG", pnginfo=told)


def private_jpeg() -> bytes:
    told = Image.Exif()
    told[0x013B] = "Somebody Private"
    return drawn("JPEG", exif=told, comment=b"Somebody Private")


@pytest.mark.parametrize("data", [private_png(), private_jpeg()], ids=["png", "jpeg"])
def test_what_nobody_sees_is_taken_out(data: bytes) -> None:
    assert b"Somebody Private" in data
    kept = picture_bytes(picture_text(data))
    assert b"Private" not in kept
    with Image.open(io.BytesIO(kept)) as now, Image.open(io.BytesIO(data)) as then:
        assert now.convert("RGB").tobytes() == then.convert("RGB").tobytes()


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "RGB"])
def test_every_kind_of_png_stays_as_it_looks(mode: str) -> None:
    data = drawn("PNG", mode=mode)
    kept = picture_bytes(picture_text(data))
    with Image.open(io.BytesIO(kept)) as now, Image.open(io.BytesIO(data)) as then:
        assert now.convert("RGBA").tobytes() == then.convert("RGBA").tobytes()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawn("GIF", mode="P"), "PNG or a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or a JPEG"),
        (b"", "PNG or a JPEG"),
        (drawn("PNG", (4001, 1)), "4001 × 1 pixels"),
        (drawn("JPEG", (1, 4001)), "1 × 4001 pixels"),
        (drawn("PNG")[:60], "damaged"),
        (drawn("JPEG")[:-2], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * MOST_BYTES, "300 kB is the most"),
    ],
    ids=["gif", "svg", "nothing", "wide", "high", "cut png", "cut jpeg", "heavy"],
)
def test_anything_else_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(FieldError, match=reason):
        picture_text(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_no_damage_is_worse_than_a_refusal(kind: str) -> None:
    dice = random.Random(7)
    whole = drawn(kind)
    for _try in range(300):
        data = bytearray(whole)
        for _again in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            kept = picture_text(bytes(data[: dice.randint(1, len(data))]))
        except FieldError:
            continue
        picture_bytes(kept)


def test_a_plan_keeps_its_logo_and_says_what_is_wrong_with_another() -> None:
    text = picture_text(drawn("PNG"))
    plan = plan_from_json({"records": {"Plan": [{"title": "t", "logo": text}]}})
    assert plan.plan.logo == text
    told = records_json(plan)
    assert isinstance(told, dict)
    assert told["Plan"][0]["logo"] == text  # type: ignore[index,call-overload]  # as it was just built
    for wrong in ("not base 64!", base64.b64encode(b"no picture").decode()):
        with pytest.raises(PlanError, match=r"Plan\[0\].logo: "):
            plan_from_json({"records": {"Plan": [{"logo": wrong}]}})

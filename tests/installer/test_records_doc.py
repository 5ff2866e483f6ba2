from __future__ import annotations

from installer.records_doc import TARGET, document
from joint_plan.plan import types
from joint_plan.plan.record import all_specs


def test_the_reference_of_records_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run: .venv/bin/python -m installer.records_doc"


def test_every_record_and_column_is_in_it() -> None:
    text = document()
    for spec in all_specs():
        if spec.name in types.__all__:
            assert f"\n### {spec.name}\n" in text
            section = text.split(f"\n### {spec.name}\n")[1].split("\n### ")[0]
            missing = [c.name for c in spec.columns if c.field.name != "note" and f"`{c.name}`" not in section]
            assert missing == [], spec.name


def test_what_matters_of_a_field_is_said() -> None:
    text = document()
    assert "| `obligation` | Obligation | text, several lines | **material**, room |" in text
    assert "| `months` | Months | whole number, from 3 to 24; else `12` | room, required |" in text
    assert "| `email` | E-mail | text | private |" in text
    assert "`who_leads_marketing` `who_leads_sales` `who_leads_revealed`" in text
    assert "reference to Stage; deleted with it" in text
    assert "unit in `time_limit_unit`" in text

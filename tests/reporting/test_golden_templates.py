"""Plans made from the shipped templates are printed in the layout of the decree, the same in PDF and text."""

from typing import Any

import pytest

from programs.domain.templates_load import read_templates
from programs.domain.templates_text import basis_rows, recipient_rows, write_identity
from reporting.documents import pdf, text
from reporting.documents.builders import plan
from reporting.documents.check import check_pdf
from reporting.documents.extract import normal, pdf_text
from tests.programs.seed_sources import version_of

SHIPPED = {one["key"]: one for one in read_templates()}
IDENTITY = {"don_vi": "xã Lưu Vệ", "dia_danh": "Lưu Vệ", "tinh": "tỉnh Thanh Hóa", "nam_truoc": "2025"}


def content_of(template: dict[str, Any]) -> dict[str, Any]:
    """The plan of Lưu Vệ with the words of a template: targets, tasks, money and signer stay."""
    printed = IDENTITY | {"nam": "2026"}
    sections = [{**one, "body": write_identity(one["body"], IDENTITY)} for one in template["sections"]]
    return {
        **version_of("luu-ve-2026.yaml", "draft"),
        "opening": write_identity(template["opening"], IDENTITY),
        "closing": write_identity(template["closing"], IDENTITY),
        "bases": basis_rows(write_identity(template["bases"], printed)),
        "recipients": recipient_rows(write_identity(template["recipients"], printed)),
        "sections": sections,
    }


@pytest.mark.parametrize("key", SHIPPED)
def test_a_plan_from_a_template_keeps_the_layout_and_names_its_facts(key: str) -> None:
    tree = plan.build(content_of(SHIPPED[key]))
    printed, said = pdf.render(tree), normal(text.render(tree))
    assert check_pdf(printed) == []
    assert normal(pdf_text(printed)) == said
    assert "{{" not in said
    assert "xã Lưu Vệ" in said
    assert ("26/2026/QĐ-TTg" in said) == key.endswith("-2026")
    assert ("148/QĐ-TTg" in said) != key.endswith("-2026")

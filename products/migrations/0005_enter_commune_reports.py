"""Reports of communes issued before the register was kept get their lines in it."""

from django.db import migrations

from ocop.text import fold, lower_kind, nfc


def enter(apps, schema_editor):
    NumberSeries = apps.get_model("programs", "NumberSeries")
    NumberEntry = apps.get_model("programs", "NumberEntry")
    issued = apps.get_model("products", "CommuneReport").objects.filter(state="issued", number__gte=1)
    for report in issued.select_related("unit", "dossier__product").order_by("issued_on", "pk"):
        issuer = f"Ủy ban nhân dân {lower_kind(report.unit.name)}"
        series, _made = NumberSeries.objects.get_or_create(
            unit_code=report.unit.code,
            issuer_key=fold(issuer)[:200],
            symbol=nfc(report.symbol).upper(),
            year=report.issued_on.year,
            defaults={"unit": report.unit, "issuer": issuer},
        )
        product = report.dossier.product
        facts = {
            "issued_on": report.issued_on,
            "abstract": nfc(f"Đánh giá hồ sơ sản phẩm {product.name}")[:400],
            "signer": report.signer_name,
            "source_kind": "communereport",
            "source_id": report.pk,
            "origin": "before",
            "is_illustration": product.is_illustration,
        }
        NumberEntry.objects.get_or_create(series=series, number=report.number, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("programs", "0004_number_register"), ("products", "0004_assessment")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

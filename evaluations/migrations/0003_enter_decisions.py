"""Decisions issued before the register was kept get their lines in it."""

from django.db import migrations

from ocop.text import fold, lower_kind, nfc, parse_document_number


def enter(apps, schema_editor):
    NumberSeries = apps.get_model("programs", "NumberSeries")
    NumberEntry = apps.get_model("programs", "NumberEntry")
    issued = apps.get_model("evaluations", "RecognitionDecision").objects.filter(state="issued")
    for decision in issued.select_related("unit").order_by("decided_on", "pk"):
        parsed = parse_document_number(decision.number)
        if parsed is None or parsed[0] < 1:
            continue
        issuer = f"Ủy ban nhân dân {lower_kind(decision.unit.name)}"
        series, _made = NumberSeries.objects.get_or_create(
            unit_code=decision.unit.code,
            issuer_key=fold(issuer)[:200],
            symbol=parsed[1],
            year=decision.decided_on.year,
            defaults={"unit": decision.unit, "issuer": issuer},
        )
        facts = {
            "issued_on": decision.decided_on,
            "abstract": nfc(decision.title)[:400],
            "signer": decision.signer_name,
            "source_kind": "recognitiondecision",
            "source_id": decision.pk,
            "origin": "before",
            "is_illustration": decision.is_illustration,
        }
        NumberEntry.objects.get_or_create(series=series, number=parsed[0], defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("programs", "0004_number_register"), ("evaluations", "0002_councils_and_certificates")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

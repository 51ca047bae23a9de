"""Plans issued before the register was kept get their lines in it."""

from django.db import migrations

from ocop.text import fold, nfc


def enter(apps, schema_editor):
    NumberSeries = apps.get_model("programs", "NumberSeries")
    NumberEntry = apps.get_model("programs", "NumberEntry")
    issued = apps.get_model("programs", "PlanVersion").objects.filter(state="issued", number__gte=1)
    for version in issued.select_related("plan__unit").order_by("issued_on", "pk"):
        unit = version.plan.unit
        series, _made = NumberSeries.objects.get_or_create(
            unit_code=unit.code,
            issuer_key=fold(version.issuer)[:200],
            symbol=nfc(version.symbol).upper(),
            year=version.issued_on.year,
            defaults={"unit": unit, "issuer": nfc(version.issuer)[:200]},
        )
        facts = {
            "issued_on": version.issued_on,
            "abstract": nfc(version.abstract)[:400],
            "signer": version.signer_name,
            "source_kind": "planversion",
            "source_id": version.pk,
            "origin": "before",
        }
        NumberEntry.objects.get_or_create(series=series, number=version.number, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("programs", "0004_number_register")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

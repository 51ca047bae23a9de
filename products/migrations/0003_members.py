from django.db import migrations


def copy_links(apps, schema_editor):
    """The accounts of a producer become dated links, from the day the producer was registered."""
    Producer = apps.get_model("products", "Producer")
    Member = apps.get_model("products", "ProducerMember")
    links = Producer.users.through.objects.select_related("producer")
    Member.objects.bulk_create(
        Member(producer_id=link.producer_id, user_id=link.user_id, valid_from=link.producer.created_at.date())
        for link in links
    )


def copy_back(apps, schema_editor):
    """Links in force become plain ones again."""
    Producer = apps.get_model("products", "Producer")
    Member = apps.get_model("products", "ProducerMember")
    for member in Member.objects.filter(valid_to=None).select_related("producer"):
        member.producer.users.add(member.user_id)


class Migration(migrations.Migration):
    dependencies = [("products", "0002_evidence_and_dossiers")]

    operations = [
        migrations.RunPython(copy_links, copy_back),
        migrations.RemoveField(model_name="producer", name="users"),
    ]

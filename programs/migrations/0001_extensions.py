from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Both extensions are trusted: no superuser is needed on PostgreSQL 13 and later."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension(), TrigramExtension()]

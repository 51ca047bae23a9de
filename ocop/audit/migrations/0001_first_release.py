
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('audit', '0001_initial')]


    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='LegalAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sequence', models.BigIntegerField(unique=True, verbose_name='thứ tự')),
                    ('at', models.DateTimeField(verbose_name='lúc')),
                    ('verb', models.CharField(max_length=60, verbose_name='việc')),
                    ('subject_type', models.CharField(max_length=60, verbose_name='loại đối tượng')),
                    ('subject_id', models.CharField(max_length=60, verbose_name='mã đối tượng')),
                    ('article', models.CharField(blank=True, max_length=200, verbose_name='căn cứ')),
                    ('payload', models.JSONField(default=dict, verbose_name='nội dung')),
                    ('previous_hash', models.CharField(max_length=64)),
                    ('hash', models.CharField(max_length=64, unique=True)),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
                ],
                options={
                    'verbose_name': 'hành vi pháp lý',
                    'ordering': ['sequence'],
                    'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='audit_legal_subject_d550b5_idx')],
                },
            ),
            operations.AddTrigger(
                model_name='legalact',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='45ad8ac345712ff02bc924d48dae65b461203447', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_38b48', table='audit_legalact', when='BEFORE')),
            ),
        ]),
    ]

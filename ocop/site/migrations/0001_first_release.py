
import django.db.models.deletion
import pgtrigger.compiler
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('site', '0001_initial'), ('site', '0002_calendar_day')]


    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='CalendarDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True, verbose_name='ngày')),
                    ('is_working', models.BooleanField(default=False, verbose_name='là ngày làm việc')),
                    ('reason', models.CharField(max_length=200, verbose_name='căn cứ')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ],
                options={
                    'verbose_name': 'ngày nghỉ, ngày làm bù',
                    'ordering': ['day'],
                },
            ),
            migrations.CreateModel(
                name='CalendarDayEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('day', models.DateField(verbose_name='ngày')),
                    ('is_working', models.BooleanField(default=False, verbose_name='là ngày làm việc')),
                    ('reason', models.CharField(max_length=200, verbose_name='căn cứ')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SiteSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('key', models.CharField(max_length=60, unique=True, verbose_name='khóa')),
                    ('value', models.JSONField(verbose_name='giá trị')),
                ],
                options={
                    'verbose_name': 'thiết lập',
                },
            ),
            migrations.CreateModel(
                name='SiteSettingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('key', models.CharField(max_length=60, verbose_name='khóa')),
                    ('value', models.JSONField(verbose_name='giá trị')),
                ],
                options={
                    'abstract': False,
                },
            ),
            operations.AddTrigger(
                model_name='calendarday',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_calendardayevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision") SELECT new_values."day", new_values."id", new_values."is_working", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."revision" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='59c9aa81e89bc72127fe313ad55c7447bcbec17e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_19ce9', referencing='REFERENCING NEW TABLE AS new_values ', table='site_calendarday', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='calendarday',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_calendardayevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision") SELECT new_values."day", new_values."id", new_values."is_working", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."revision" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9de299bb56eb32c1e04e3150c0faf621e61b37ae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_42bf0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='site_calendarday', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='calendarday',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_calendardayevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision") SELECT old_values."day", old_values."id", old_values."is_working", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."revision" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4ff91c45d4cebe22f3510e81e0be8a30a9d411a6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a7222', referencing='REFERENCING OLD TABLE AS old_values ', table='site_calendarday', when='AFTER')),
            ),
            migrations.AddField(
                model_name='calendardayevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='calendardayevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='site.calendarday'),
            ),
            operations.AddTrigger(
                model_name='sitesetting',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_sitesettingevent" ("created_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "updated_at", "value") SELECT new_values."created_at", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."updated_at", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ffdaaa87be6e53a49666260b76bf990ca9065bb9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5f012', referencing='REFERENCING NEW TABLE AS new_values ', table='site_sitesetting', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sitesetting',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_sitesettingevent" ("created_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "updated_at", "value") SELECT new_values."created_at", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."updated_at", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ca0ed519121653a61379c0e862ae3f46479aa788', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f7854', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='site_sitesetting', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sitesetting',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "site_sitesettingevent" ("created_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "updated_at", "value") SELECT old_values."created_at", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."updated_at", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='76b19a6bc8a42d2bf52b4521ef6a771ddc97c4d7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_86aae', referencing='REFERENCING OLD TABLE AS old_values ', table='site_sitesetting', when='AFTER')),
            ),
            migrations.AddField(
                model_name='sitesettingevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='sitesettingevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='site.sitesetting'),
            ),
            operations.AddTrigger(
                model_name='calendardayevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2cd71b891b490c4e0feb86488303038b1d1c4873', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_34b15', table='site_calendardayevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='sitesettingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='430f58c5109778b8ae73bbfb5653af402cda9e2f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_da978', table='site_sitesettingevent', when='BEFORE')),
            ),
        ]),
    ]

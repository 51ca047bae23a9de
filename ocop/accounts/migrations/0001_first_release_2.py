
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('accounts', '0002_grants'), ('accounts', '0003_machine_accounts')]


    initial = True

    dependencies = [
        ('accounts', '0001_first_release'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_first_release'),
    ]

    operations = [
        operations.AtOnce([
            migrations.AddField(
                model_name='grant',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='programs.unit', verbose_name='đơn vị'),
            ),
            migrations.AddField(
                model_name='grant',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.grant'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị'),
            ),
            migrations.AddField(
                model_name='grantevent',
                name='user',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
            ),
            migrations.AddField(
                model_name='loginevent',
                name='user',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='login_events', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
            ),
            migrations.AddField(
                model_name='userevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='userevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='username_any_case', violation_error_message='Tên đăng nhập này đã có người dùng.'),
            ),
            migrations.AddConstraint(
                model_name='user',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='email_any_case', violation_error_message='Thư điện tử này đã thuộc về tài khoản khác.'),
            ),
            operations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "fold", "full_name", "id", "is_active", "is_demo", "is_machine", "is_staff", "is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "username") SELECT new_values."date_joined", new_values."email", new_values."fold", new_values."full_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_machine", new_values."is_staff", new_values."is_superuser", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='37f6e529505370ff9072ae7290854dd9270832ea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "fold", "full_name", "id", "is_active", "is_demo", "is_machine", "is_staff", "is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "username") SELECT new_values."date_joined", new_values."email", new_values."fold", new_values."full_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_machine", new_values."is_staff", new_values."is_superuser", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."username" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."fold" IS DISTINCT FROM (new_values."fold") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."is_machine" IS DISTINCT FROM (new_values."is_machine") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='40c0e50a0e179c43263b03e59567ce6a5545bafc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "fold", "full_name", "id", "is_active", "is_demo", "is_machine", "is_staff", "is_superuser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "username") SELECT old_values."date_joined", old_values."email", old_values."fold", old_values."full_name", old_values."id", old_values."is_active", old_values."is_demo", old_values."is_machine", old_values."is_staff", old_values."is_superuser", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c62102a8080c56ffb1d9968c60a5d772fe7865f4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.UniqueConstraint(fields=('user', 'role', 'unit', 'valid_from'), name='grant_once'),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='grant_dates_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'),
            ),
            operations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id", "valid_from", "valid_to") SELECT new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."unit_id", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e99c88be9daa824ee06a8b4921aabacfc87e7799', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a8d42', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_grant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id", "valid_from", "valid_to") SELECT new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."unit_id", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0c0c9238c1114516b4294c8a6c9aecec5981cbf6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c6802', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_grant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_grantevent" ("id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id", "valid_from", "valid_to") SELECT old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."unit_id", old_values."user_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c4f08c2fa21e04344dd7004d6e0714c26687d8cf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_505e5', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_grant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='grantevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37e99b1e1b72116f22397695db300cd7295f2f94', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d6a42', table='accounts_grantevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='loginevent',
                index=models.Index(fields=['-at', '-id'], name='login_event_order'),
            ),
            migrations.AddIndex(
                model_name='loginevent',
                index=models.Index(fields=['user', 'kind', '-at'], name='login_event_of_user'),
            ),
            operations.AddTrigger(
                model_name='loginevent',
                trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='56b1c40c85c2486b1de19b79e7c575e4476daba2', operation='UPDATE', pgid='pgtrigger_never_rewritten_deac7', table='accounts_loginevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='userevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE')),
            ),
        ]),
    ]

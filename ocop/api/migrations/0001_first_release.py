
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('api', '0001_initial'), ('api', '0002_webhook_replays'), ('api', '0003_change_notes'), ('api', '0004_one_name_a_client')]


    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.OAUTH2_PROVIDER_APPLICATION_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='Change',
                fields=[
                    ('position', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='thứ tự')),
                    ('resource', models.CharField(choices=[('units', 'đơn vị hành chính'), ('plans', 'kế hoạch'), ('producers', 'chủ thể'), ('products', 'sản phẩm'), ('dossiers', 'hồ sơ'), ('evidence', 'minh chứng'), ('recognitions', 'công nhận')], max_length=20, verbose_name='loại')),
                    ('object_id', models.BigIntegerField(verbose_name='mã bản ghi')),
                    ('kind', models.CharField(choices=[('saved', 'tạo hoặc sửa'), ('gone', 'không còn')], max_length=8, verbose_name='việc')),
                    ('units', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='đơn vị')),
                    ('at', models.DateTimeField(verbose_name='lúc')),
                ],
                options={
                    'verbose_name': 'thay đổi',
                },
            ),
            migrations.CreateModel(
                name='ChangeNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('resource', models.CharField(choices=[('units', 'đơn vị hành chính'), ('plans', 'kế hoạch'), ('producers', 'chủ thể'), ('products', 'sản phẩm'), ('dossiers', 'hồ sơ'), ('evidence', 'minh chứng'), ('recognitions', 'công nhận')], max_length=20, verbose_name='loại')),
                    ('kind', models.CharField(choices=[('saved', 'tạo hoặc sửa'), ('gone', 'không còn')], max_length=8, verbose_name='việc')),
                    ('object_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='mã bản ghi')),
                    ('unit_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='đơn vị')),
                    ('spreads', models.BooleanField(default=False, verbose_name='lan sang bản ghi phụ thuộc')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='lúc')),
                ],
                options={
                    'verbose_name': 'ghi nhận thay đổi',
                },
            ),
            migrations.CreateModel(
                name='ApiClient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('name', models.CharField(max_length=120, verbose_name='tên hệ thống')),
                    ('contact', models.CharField(blank=True, max_length=200, verbose_name='đầu mối liên hệ')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='mục đích, căn cứ kết nối')),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='phạm vi')),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='dùng đến hết ngày')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                    ('per_minute', models.PositiveIntegerField(default=600, verbose_name='số yêu cầu mỗi phút')),
                    ('is_illustration', models.BooleanField(default=False, verbose_name='dữ liệu minh họa')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='api_client', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ],
                options={
                    'verbose_name': 'hệ thống kết nối',
                },
            ),
            migrations.CreateModel(
                name='ApiCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                    ('method', models.CharField(max_length=8, verbose_name='phương thức')),
                    ('route', models.CharField(max_length=120, verbose_name='địa chỉ')),
                    ('status', models.PositiveSmallIntegerField(verbose_name='kết quả')),
                    ('milliseconds', models.PositiveIntegerField(verbose_name='thời gian (ms)')),
                    ('ip', models.GenericIPAddressField(null=True, verbose_name='địa chỉ mạng')),
                    ('request_id', models.CharField(blank=True, max_length=64, verbose_name='mã yêu cầu')),
                    ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='api.apiclient', verbose_name='hệ thống')),
                ],
                options={
                    'verbose_name': 'lượt gọi',
                },
            ),
            migrations.CreateModel(
                name='ApiClientEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('name', models.CharField(max_length=120, verbose_name='tên hệ thống')),
                    ('contact', models.CharField(blank=True, max_length=200, verbose_name='đầu mối liên hệ')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='mục đích, căn cứ kết nối')),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='phạm vi')),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='dùng đến hết ngày')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                    ('per_minute', models.PositiveIntegerField(default=600, verbose_name='số yêu cầu mỗi phút')),
                    ('is_illustration', models.BooleanField(default=False, verbose_name='dữ liệu minh họa')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='api.apiclient')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ApiCredential',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('note', models.CharField(blank=True, max_length=120, verbose_name='ghi chú')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='cấp lúc')),
                    ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='hết hạn lúc')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                    ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='dùng lần cuối')),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='credential', to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL)),
                    ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='api.apiclient', verbose_name='hệ thống')),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp')),
                ],
                options={
                    'verbose_name': 'khóa kết nối',
                },
            ),
            migrations.CreateModel(
                name='ApiCredentialEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('note', models.CharField(blank=True, max_length=120, verbose_name='ghi chú')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='cấp lúc')),
                    ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='hết hạn lúc')),
                    ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thu hồi lúc')),
                    ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL)),
                    ('client', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='api.apiclient', verbose_name='hệ thống')),
                    ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='api.apicredential')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FeedHorizon',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.BigIntegerField(default=0, verbose_name='thứ tự')),
                ],
                options={
                    'verbose_name': 'giới hạn lưu thay đổi',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='feed_horizon_one_row')],
                },
            ),
            migrations.CreateModel(
                name='IdempotentAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=128, verbose_name='khóa chống lặp')),
                    ('fingerprint', models.CharField(max_length=64, verbose_name='mã băm của yêu cầu')),
                    ('status', models.PositiveSmallIntegerField(verbose_name='kết quả')),
                    ('headers', models.JSONField(default=dict, verbose_name='đầu mục')),
                    ('body', models.TextField(blank=True, verbose_name='nội dung trả lời')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ],
                options={
                    'verbose_name': 'câu trả lời đã gửi',
                },
            ),
            migrations.CreateModel(
                name='WebhookEndpoint',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('url', models.CharField(max_length=500, verbose_name='địa chỉ nhận')),
                    ('secret', models.CharField(max_length=120, verbose_name='khóa ký')),
                    ('previous_secret', models.CharField(blank=True, max_length=120, verbose_name='khóa ký trước')),
                    ('previous_until', models.DateTimeField(blank=True, null=True, verbose_name='khóa trước dùng đến')),
                    ('resources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name='loại thay đổi')),
                    ('is_active', models.BooleanField(default=True, verbose_name='đang gửi')),
                    ('cursor', models.BigIntegerField(default=0, verbose_name='vị trí')),
                    ('replays', models.PositiveIntegerField(default=0, verbose_name='số lần yêu cầu gửi lại')),
                    ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='không nhận từ lúc')),
                    ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='bỏ lúc')),
                    ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endpoints', to='api.apiclient', verbose_name='hệ thống')),
                ],
                options={
                    'verbose_name': 'địa chỉ nhận thông báo',
                },
            ),
            migrations.CreateModel(
                name='WebhookDelivery',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('position', models.BigIntegerField(verbose_name='vị trí')),
                    ('replay', models.PositiveIntegerField(default=0, verbose_name='lần gửi lại')),
                    ('payload', models.JSONField(verbose_name='nội dung')),
                    ('state', models.CharField(choices=[('waiting', 'chờ gửi'), ('delivered', 'đã nhận'), ('given_up', 'thôi gửi')], default='waiting', max_length=10, verbose_name='trạng thái')),
                    ('attempts', models.PositiveIntegerField(default=0, verbose_name='số lần gửi')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc tạo')),
                    ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gửi lúc')),
                    ('delivered_at', models.DateTimeField(blank=True, null=True, verbose_name='nhận lúc')),
                    ('last_status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='kết quả lần cuối')),
                    ('last_error', models.CharField(blank=True, max_length=300, verbose_name='lỗi lần cuối')),
                    ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='api.webhookendpoint', verbose_name='nơi nhận')),
                ],
                options={
                    'verbose_name': 'thông báo',
                },
            ),
            migrations.CreateModel(
                name='WebhookEndpointEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('url', models.CharField(max_length=500, verbose_name='địa chỉ nhận')),
                    ('previous_until', models.DateTimeField(blank=True, null=True, verbose_name='khóa trước dùng đến')),
                    ('resources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name='loại thay đổi')),
                    ('is_active', models.BooleanField(default=True, verbose_name='đang gửi')),
                    ('replays', models.PositiveIntegerField(default=0, verbose_name='số lần yêu cầu gửi lại')),
                    ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='không nhận từ lúc')),
                    ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='bỏ lúc')),
                    ('client', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='api.apiclient', verbose_name='hệ thống')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='api.webhookendpoint')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='apiclient',
                constraint=models.CheckConstraint(condition=models.Q(('per_minute__gte', 1)), name='api_client_rate_at_least_one'),
            ),
            migrations.AddConstraint(
                model_name='apiclient',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(('revoked_at', None)), name='api_client_live_name', violation_error_message='Đã có hệ thống kết nối mang tên này.'),
            ),
            operations.AddTrigger(
                model_name='apiclient',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apiclientevent" ("contact", "created_at", "expires_on", "id", "is_illustration", "name", "per_minute", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revision", "revoked_at", "scopes", "updated_at", "user_id") SELECT new_values."contact", new_values."created_at", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."name", new_values."per_minute", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."revision", new_values."revoked_at", new_values."scopes", new_values."updated_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='acd9ab3f05504f9b86231a33958eeef43f067d94', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_36981', referencing='REFERENCING NEW TABLE AS new_values ', table='api_apiclient', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='apiclient',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apiclientevent" ("contact", "created_at", "expires_on", "id", "is_illustration", "name", "per_minute", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revision", "revoked_at", "scopes", "updated_at", "user_id") SELECT new_values."contact", new_values."created_at", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."name", new_values."per_minute", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."revision", new_values."revoked_at", new_values."scopes", new_values."updated_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a8dd8cb2f31976def9904a57dbbb4d2b93972137', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8531c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='api_apiclient', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='apiclient',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apiclientevent" ("contact", "created_at", "expires_on", "id", "is_illustration", "name", "per_minute", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revision", "revoked_at", "scopes", "updated_at", "user_id") SELECT old_values."contact", old_values."created_at", old_values."expires_on", old_values."id", old_values."is_illustration", old_values."name", old_values."per_minute", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."revision", old_values."revoked_at", old_values."scopes", old_values."updated_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e118a58899506f1e242e2e1c4db823ce8fb2d80e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4bbc5', referencing='REFERENCING OLD TABLE AS old_values ', table='api_apiclient', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='apicall',
                index=models.Index(fields=['client', '-at', '-id'], name='api_call_of_client'),
            ),
            operations.AddTrigger(
                model_name='apiclientevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cad706cc9c96a6252f8e38ff498d0edd744971e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2a07', table='api_apiclientevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='apicredential',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apicredentialevent" ("application_id", "client_id", "created_at", "created_by_id", "expires_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") SELECT new_values."application_id", new_values."client_id", new_values."created_at", new_values."created_by_id", new_values."expires_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e68c0b1277935823133b04a1a822fe2f2467f948', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f30db', referencing='REFERENCING NEW TABLE AS new_values ', table='api_apicredential', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='apicredential',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apicredentialevent" ("application_id", "client_id", "created_at", "created_by_id", "expires_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") SELECT new_values."application_id", new_values."client_id", new_values."created_at", new_values."created_by_id", new_values."expires_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revoked_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."application_id" IS DISTINCT FROM (new_values."application_id") OR old_values."client_id" IS DISTINCT FROM (new_values."client_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='15fb613d65a17481332ee292e569bb4f2aafd6c9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88f4d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='api_apicredential', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='apicredential',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_apicredentialevent" ("application_id", "client_id", "created_at", "created_by_id", "expires_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") SELECT old_values."application_id", old_values."client_id", old_values."created_at", old_values."created_by_id", old_values."expires_at", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revoked_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a6cf32897e3ae447d107d6a211cf3b8ee7309d9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_20d94', referencing='REFERENCING OLD TABLE AS old_values ', table='api_apicredential', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='apicredentialevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85a334e2f26db5e13cf4df2294b5cfbba8dee55b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b54f', table='api_apicredentialevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='idempotentanswer',
                index=models.Index(fields=['at'], name='idempotent_answer_age'),
            ),
            migrations.AddConstraint(
                model_name='idempotentanswer',
                constraint=models.UniqueConstraint(fields=('user', 'key'), name='idempotent_answer_once'),
            ),
            operations.AddTrigger(
                model_name='webhookendpoint',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_webhookendpointevent" ("client_id", "created_at", "failing_since", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_until", "removed_at", "replays", "resources", "revision", "updated_at", "url") SELECT new_values."client_id", new_values."created_at", new_values."failing_since", new_values."id", new_values."is_active", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."previous_until", new_values."removed_at", new_values."replays", new_values."resources", new_values."revision", new_values."updated_at", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='671c3db9ff52854ccf9f6d0b87e0a2824695e032', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_00a8b', referencing='REFERENCING NEW TABLE AS new_values ', table='api_webhookendpoint', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='webhookendpoint',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_webhookendpointevent" ("client_id", "created_at", "failing_since", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_until", "removed_at", "replays", "resources", "revision", "updated_at", "url") SELECT new_values."client_id", new_values."created_at", new_values."failing_since", new_values."id", new_values."is_active", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."previous_until", new_values."removed_at", new_values."replays", new_values."resources", new_values."revision", new_values."updated_at", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."client_id" IS DISTINCT FROM (new_values."client_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."failing_since" IS DISTINCT FROM (new_values."failing_since") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."previous_until" IS DISTINCT FROM (new_values."previous_until") OR old_values."removed_at" IS DISTINCT FROM (new_values."removed_at") OR old_values."replays" IS DISTINCT FROM (new_values."replays") OR old_values."resources" IS DISTINCT FROM (new_values."resources") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."url" IS DISTINCT FROM (new_values."url")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7ed2e22a0c95723abf863e85125b8dd72488cfdb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9c290', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='api_webhookendpoint', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='webhookendpoint',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "api_webhookendpointevent" ("client_id", "created_at", "failing_since", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_until", "removed_at", "replays", "resources", "revision", "updated_at", "url") SELECT old_values."client_id", old_values."created_at", old_values."failing_since", old_values."id", old_values."is_active", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."previous_until", old_values."removed_at", old_values."replays", old_values."resources", old_values."revision", old_values."updated_at", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bc6ad64e02068ae2469951d3cef593051b1a9d9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c905a', referencing='REFERENCING OLD TABLE AS old_values ', table='api_webhookendpoint', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='webhookdelivery',
                index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='webhook_waiting'),
            ),
            migrations.AddIndex(
                model_name='webhookdelivery',
                index=models.Index(fields=['endpoint', '-position'], name='webhook_of_endpoint'),
            ),
            migrations.AddConstraint(
                model_name='webhookdelivery',
                constraint=models.UniqueConstraint(fields=('endpoint', 'position', 'replay'), name='webhook_message_once'),
            ),
            operations.AddTrigger(
                model_name='webhookendpointevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4c64fbf66042791da82627c8a101da04b8ad69b3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b017e', table='api_webhookendpointevent', when='BEFORE')),
            ),
        ]),
    ]

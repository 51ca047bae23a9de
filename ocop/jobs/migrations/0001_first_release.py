
import django.db.models.deletion
import uuid
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('jobs', '0001_initial')]


    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='Pulse',
                fields=[
                    ('name', models.CharField(max_length=120, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'nhịp của tiến trình nền',
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=60, verbose_name='loại')),
                    ('label', models.CharField(max_length=200, verbose_name='tên việc')),
                    ('params', models.JSONField(default=dict, verbose_name='tham số')),
                    ('key', models.CharField(blank=True, max_length=128, verbose_name='khóa trùng')),
                    ('state', models.CharField(choices=[('queued', 'đang chờ'), ('running', 'đang chạy'), ('done', 'đã xong'), ('failed', 'không thành'), ('cancelled', 'đã hủy')], default='queued', max_length=12, verbose_name='trạng thái')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='đã làm')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='tổng số bước')),
                    ('message', models.CharField(blank=True, max_length=300, verbose_name='đang làm gì')),
                    ('result', models.JSONField(null=True, verbose_name='kết quả')),
                    ('result_url', models.CharField(blank=True, max_length=300, verbose_name='mở kết quả')),
                    ('error', models.TextField(blank=True, verbose_name='lỗi')),
                    ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='lần chạy')),
                    ('attempt_limit', models.PositiveSmallIntegerField(db_default=3, default=3)),
                    ('steps', models.JSONField(db_default={}, default=dict)),
                    ('cancel_requested', models.BooleanField(default=False)),
                    ('lease_until', models.DateTimeField(null=True)),
                    ('heartbeat_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc yêu cầu')),
                    ('started_at', models.DateTimeField(null=True, verbose_name='bắt đầu')),
                    ('finished_at', models.DateTimeField(null=True, verbose_name='kết thúc')),
                    ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL, verbose_name='người yêu cầu')),
                ],
                options={
                    'verbose_name': 'công việc nền',
                    'ordering': ['-created_at', '-id'],
                    'indexes': [models.Index(fields=['state', 'lease_until'], name='jobs_job_state_e33db5_idx'), models.Index(fields=['requested_by', '-created_at'], name='jobs_job_request_c4161a_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running']), models.Q(('key', ''), _negated=True)), fields=('key',), name='job_one_active_per_key')],
                },
            ),
        ]),
    ]

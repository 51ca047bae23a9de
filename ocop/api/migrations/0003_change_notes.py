"""Triggers write one note a statement; a change has its position from the first."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

RESOURCES = [
    ("units", "đơn vị hành chính"),
    ("plans", "kế hoạch"),
    ("producers", "chủ thể"),
    ("products", "sản phẩm"),
    ("dossiers", "hồ sơ"),
    ("evidence", "minh chứng"),
    ("recognitions", "công nhận"),
]
KINDS = [("saved", "tạo hoặc sửa"), ("gone", "không còn")]


def units():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="đơn vị"
    )


class Migration(migrations.Migration):
    dependencies = [("api", "0002_webhook_replays")]

    operations = [
        migrations.DeleteModel(name="Change"),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="thứ tự")),
                ("resource", models.CharField(choices=RESOURCES, max_length=20, verbose_name="loại")),
                ("object_id", models.BigIntegerField(verbose_name="mã bản ghi")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="việc")),
                ("units", units()),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={"verbose_name": "thay đổi"},
        ),
        migrations.CreateModel(
            name="ChangeNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resource", models.CharField(choices=RESOURCES, max_length=20, verbose_name="loại")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="việc")),
                (
                    "object_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="mã bản ghi"
                    ),
                ),
                ("unit_ids", units()),
                ("spreads", models.BooleanField(default=False, verbose_name="lan sang bản ghi phụ thuộc")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="lúc")),
            ],
            options={"verbose_name": "ghi nhận thay đổi"},
        ),
        migrations.CreateModel(
            name="FeedHorizon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(default=0, verbose_name="thứ tự")),
            ],
            options={
                "verbose_name": "giới hạn lưu thay đổi",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="feed_horizon_one_row")],
            },
        ),
    ]

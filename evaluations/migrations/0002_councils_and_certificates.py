import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("evaluations", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("products", "0004_assessment"),
        ("programs", "0003_names_of_kin"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="recognition",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recognition",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recognition",
            name="delete_delete",
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recognition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.unit",
                        verbose_name="đơn vị cấp",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("serial", models.PositiveIntegerField(verbose_name="số")),
                ("number", models.CharField(max_length=60, verbose_name="số giấy chứng nhận")),
                ("product_name", models.CharField(max_length=250, verbose_name="tên sản phẩm")),
                ("product_code", models.CharField(blank=True, max_length=40, verbose_name="mã số sản phẩm")),
                ("producer_name", models.CharField(max_length=250, verbose_name="tên chủ thể")),
                ("address", models.CharField(blank=True, max_length=400, verbose_name="địa chỉ")),
                ("issued_on", models.DateField(verbose_name="ngày cấp")),
            ],
            options={
                "verbose_name": "giấy chứng nhận",
                "ordering": ["-issued_on", "-serial"],
                "constraints": [models.UniqueConstraint(fields=("unit", "year", "serial"), name="certificate_serial")],
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.certificate",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "recognition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.unit",
                        verbose_name="đơn vị cấp",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("serial", models.PositiveIntegerField(verbose_name="số")),
                ("number", models.CharField(max_length=60, verbose_name="số giấy chứng nhận")),
                ("product_name", models.CharField(max_length=250, verbose_name="tên sản phẩm")),
                ("product_code", models.CharField(blank=True, max_length=40, verbose_name="mã số sản phẩm")),
                ("producer_name", models.CharField(max_length=250, verbose_name="tên chủ thể")),
                ("address", models.CharField(blank=True, max_length=400, verbose_name="địa chỉ")),
                ("issued_on", models.DateField(verbose_name="ngày cấp")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CertificateExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recognition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                ("until", models.DateField(verbose_name="gia hạn đến ngày")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày ghi nhận")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn theo Điều 12.3",
                "verbose_name_plural": "gia hạn theo Điều 12.3",
            },
        ),
        migrations.CreateModel(
            name="CertificateExtensionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.certificateextension",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "recognition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                ("until", models.DateField(verbose_name="gia hạn đến ngày")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày ghi nhận")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("district", "Hội đồng cấp huyện"),
                            ("province", "Hội đồng cấp tỉnh"),
                            ("central", "Hội đồng cấp trung ương"),
                        ],
                        max_length=8,
                        verbose_name="cấp",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="programs.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="tên hội đồng")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số quyết định thành lập")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ngày giải thể")),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "verbose_name": "hội đồng",
                "ordering": ["-decided_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "decision_number", "decided_on"),
                        name="council_once",
                        violation_error_message="Hội đồng theo quyết định này đã có.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.council",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("district", "Hội đồng cấp huyện"),
                            ("province", "Hội đồng cấp tỉnh"),
                            ("central", "Hội đồng cấp trung ương"),
                        ],
                        max_length=8,
                        verbose_name="cấp",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="tên hội đồng")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số quyết định thành lập")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ngày giải thể")),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_places",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("position", models.CharField(blank=True, max_length=150, verbose_name="chức vụ")),
                ("body", models.CharField(blank=True, max_length=200, verbose_name="cơ quan")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chủ tịch"),
                            ("vice_chair", "phó chủ tịch"),
                            ("secretary", "thư ký"),
                            ("member", "thành viên"),
                            ("adviser", "tổ tư vấn"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
            ],
            options={
                "verbose_name": "thành viên hội đồng",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("council", "user"),
                        name="council_member_once",
                        violation_error_message="Người này đã có trong hội đồng.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "chair"), ("valid_to", None)),
                        fields=("council",),
                        name="council_one_chair",
                        violation_error_message="Hội đồng đã có chủ tịch.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.councilmember",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("position", models.CharField(blank=True, max_length=150, verbose_name="chức vụ")),
                ("body", models.CharField(blank=True, max_length=200, verbose_name="cơ quan")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chủ tịch"),
                            ("vice_chair", "phó chủ tịch"),
                            ("secretary", "thư ký"),
                            ("member", "thành viên"),
                            ("adviser", "tổ tư vấn"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CouncilRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="theo văn bản")),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, default=75, null=True, verbose_name="tỷ lệ có mặt tối thiểu (%)"
                    ),
                ),
                ("needs_chair", models.BooleanField(default=True, verbose_name="phải có chủ tịch hội đồng")),
                (
                    "max_spread",
                    models.PositiveSmallIntegerField(
                        blank=True, default=10, null=True, verbose_name="chênh lệch điểm tối đa giữa hai thành viên"
                    ),
                ),
            ],
            options={
                "verbose_name": "quy chế của hội đồng",
                "verbose_name_plural": "quy chế của hội đồng",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "valid_from"),
                        name="council_rules_once",
                        violation_error_message="Hội đồng đã có quy chế áp dụng từ ngày này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quorum_percent", None),
                            models.Q(("quorum_percent__gte", 1), ("quorum_percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="council_rules_quorum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilRulesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.councilrules",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="theo văn bản")),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, default=75, null=True, verbose_name="tỷ lệ có mặt tối thiểu (%)"
                    ),
                ),
                ("needs_chair", models.BooleanField(default=True, verbose_name="phải có chủ tịch hội đồng")),
                (
                    "max_spread",
                    models.PositiveSmallIntegerField(
                        blank=True, default=10, null=True, verbose_name="chênh lệch điểm tối đa giữa hai thành viên"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CouncilSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveSmallIntegerField(verbose_name="phiên thứ")),
                (
                    "mode",
                    models.CharField(
                        choices=[("meeting", "họp hội đồng"), ("written", "lấy ý kiến bằng văn bản")],
                        default="meeting",
                        max_length=8,
                        verbose_name="hình thức",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "chuẩn bị"),
                            ("scoring", "đang chấm điểm"),
                            ("closed", "đã kết thúc"),
                            ("cancelled", "đã hủy"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tỷ lệ có mặt tối thiểu (%)"),
                ),
                ("needs_chair", models.BooleanField(default=False, verbose_name="phải có chủ tịch hội đồng")),
                (
                    "max_spread",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="chênh lệch điểm tối đa"),
                ),
                ("rules_source", models.CharField(blank=True, max_length=200, verbose_name="theo văn bản")),
                ("complete_on", models.DateField(blank=True, null=True, verbose_name="ngày nhận đủ hồ sơ hợp lệ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn hoàn thành")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc bắt đầu chấm")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc kết thúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "verbose_name": "phiên họp",
                "ordering": ["-held_on", "-id"],
                "constraints": [models.UniqueConstraint(fields=("council", "year", "number"), name="session_number")],
            },
        ),
        migrations.CreateModel(
            name="CouncilSessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.councilsession",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.council",
                        verbose_name="hội đồng",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveSmallIntegerField(verbose_name="phiên thứ")),
                (
                    "mode",
                    models.CharField(
                        choices=[("meeting", "họp hội đồng"), ("written", "lấy ý kiến bằng văn bản")],
                        default="meeting",
                        max_length=8,
                        verbose_name="hình thức",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "chuẩn bị"),
                            ("scoring", "đang chấm điểm"),
                            ("closed", "đã kết thúc"),
                            ("cancelled", "đã hủy"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tỷ lệ có mặt tối thiểu (%)"),
                ),
                ("needs_chair", models.BooleanField(default=False, verbose_name="phải có chủ tịch hội đồng")),
                (
                    "max_spread",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="chênh lệch điểm tối đa"),
                ),
                ("rules_source", models.CharField(blank=True, max_length=200, verbose_name="theo văn bản")),
                ("complete_on", models.DateField(blank=True, null=True, verbose_name="ngày nhận đủ hồ sơ hợp lệ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn hoàn thành")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc bắt đầu chấm")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc kết thúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="evaluations.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="products.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("law_pack", models.CharField(blank=True, max_length=40, verbose_name="bộ quy định")),
                ("pack_sha256", models.CharField(blank=True, max_length=64)),
                ("product_set", models.PositiveSmallIntegerField(null=True, verbose_name="bộ sản phẩm")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="vòng chấm")),
                ("opened_round", models.PositiveSmallIntegerField(default=0, verbose_name="vòng đã mở")),
                ("spread_note", models.TextField(blank=True, verbose_name="lý do kết luận khi còn chênh lệch")),
                ("note", models.TextField(blank=True, verbose_name="ý kiến kết luận")),
                ("concluded_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc kết luận")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc trả lại")),
            ],
            options={
                "verbose_name": "hồ sơ trong phiên họp",
                "verbose_name_plural": "hồ sơ trong phiên họp",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "dossier"),
                        name="entry_once",
                        violation_error_message="Hồ sơ này đã có trong phiên họp.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_round__lte", models.F("round"))), name="entry_rounds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned_at", None), ("concluded_at__isnull", False), _connector="OR"),
                        name="entry_returned_is_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ trong phiên",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="products.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("law_pack", models.CharField(max_length=40, verbose_name="bộ quy định")),
                ("pack_sha256", models.CharField(max_length=64)),
                ("product_set", models.PositiveSmallIntegerField(verbose_name="bộ sản phẩm")),
                ("points_sum", models.PositiveIntegerField(verbose_name="tổng điểm các phiếu")),
                ("sheet_count", models.PositiveSmallIntegerField(verbose_name="số phiếu")),
                ("band_star", models.PositiveSmallIntegerField(verbose_name="hạng theo điểm")),
                ("star", models.PositiveSmallIntegerField(null=True, verbose_name="hạng sao")),
                ("failed_gates", models.JSONField(default=list, verbose_name="điều kiện chưa đạt")),
                ("excluded", models.JSONField(null=True, verbose_name="loại, dừng")),
                ("content", models.JSONField(verbose_name="nội dung")),
                ("sha256", models.CharField(max_length=64)),
                ("decided_on", models.DateField(verbose_name="ngày kết luận")),
                ("frozen_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc chốt")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả đánh giá",
                "ordering": ["-decided_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RecognitionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="programs.unit",
                        verbose_name="đơn vị ban hành",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("district", "UBND cấp huyện"),
                            ("province", "UBND cấp tỉnh"),
                            ("central", "Trung ương (Bộ)"),
                        ],
                        max_length=8,
                        verbose_name="cấp ban hành",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="trích yếu")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="người ký")),
                ("signer_position", models.CharField(blank=True, max_length=150, verbose_name="chức vụ người ký")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "dự thảo"), ("issued", "đã ban hành")],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc ban hành")),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "verbose_name": "quyết định công nhận",
                "ordering": ["-decided_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("unit", "number", "decided_on"),
                        name="decision_number_once",
                        violation_error_message="Đơn vị đã có quyết định số này trong ngày này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("decided_on__isnull", False), models.Q(("number", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="decision_issued_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="evaluations.recognitiondecision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_item",
                        to="evaluations.evaluationresult",
                        verbose_name="kết quả",
                    ),
                ),
                ("star", models.PositiveSmallIntegerField(verbose_name="hạng sao")),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "công nhận mới"), ("upgrade", "nâng hạng"), ("renewal", "công nhận lại")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
            ],
            options={
                "verbose_name": "dòng phụ lục quyết định",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("star__in", [3, 4, 5])), name="decision_item_star")
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.decisionitem",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.recognitiondecision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.evaluationresult",
                        verbose_name="kết quả",
                    ),
                ),
                ("star", models.PositiveSmallIntegerField(verbose_name="hạng sao")),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "công nhận mới"), ("upgrade", "nâng hạng"), ("renewal", "công nhận lại")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntryRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="vòng chấm")),
                ("reason", models.TextField(blank=True, verbose_name="lý do chấm lại")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc mở kết quả")),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("open_reason", models.TextField(blank=True, verbose_name="lý do mở khi thiếu phiếu")),
                (
                    "missing",
                    models.ManyToManyField(
                        related_name="+", to="evaluations.councilmember", verbose_name="thành viên không nộp phiếu"
                    ),
                ),
            ],
            options={
                "verbose_name": "vòng chấm",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("entry", "number"), name="entry_round_once")],
            },
        ),
        migrations.CreateModel(
            name="EntryRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.entryround",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="vòng chấm")),
                ("reason", models.TextField(blank=True, verbose_name="lý do chấm lại")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc mở kết quả")),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("open_reason", models.TextField(blank=True, verbose_name="lý do mở khi thiếu phiếu")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExpiryReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(verbose_name="trước khi hết hạn (tháng)")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc gửi")),
                ("recipients", models.PositiveSmallIntegerField(default=0, verbose_name="số người nhận")),
            ],
            options={
                "verbose_name": "lần nhắc hết hạn",
                "constraints": [models.UniqueConstraint(fields=("recognition", "months"), name="reminder_once")],
            },
        ),
        migrations.CreateModel(
            name="GateConclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conclusions",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("criterion", models.CharField(max_length=20, verbose_name="tiêu chí")),
                (
                    "kind",
                    models.CharField(
                        choices=[("star", "điều kiện hạng sao"), ("reject", "loại hồ sơ"), ("stop", "dừng đánh giá")],
                        max_length=6,
                        verbose_name="điều kiện",
                    ),
                ),
                ("star", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hạng sao")),
                ("is_met", models.BooleanField(verbose_name="đạt")),
                ("majority_met", models.BooleanField(verbose_name="đa số phiếu đạt")),
                ("mean", models.CharField(max_length=40, verbose_name="điểm trung bình")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("decided_at", models.DateTimeField(auto_now=True, verbose_name="lúc kết luận")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận về điều kiện",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "criterion", "kind", "star"), name="gate_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GateConclusionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.gateconclusion",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("criterion", models.CharField(max_length=20, verbose_name="tiêu chí")),
                (
                    "kind",
                    models.CharField(
                        choices=[("star", "điều kiện hạng sao"), ("reject", "loại hồ sơ"), ("stop", "dừng đánh giá")],
                        max_length=6,
                        verbose_name="điều kiện",
                    ),
                ),
                ("star", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hạng sao")),
                ("is_met", models.BooleanField(verbose_name="đạt")),
                ("majority_met", models.BooleanField(verbose_name="đa số phiếu đạt")),
                ("mean", models.CharField(max_length=40, verbose_name="điểm trung bình")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("decided_at", models.DateTimeField(auto_now=True, verbose_name="lúc kết luận")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterestDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interests",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="evaluations.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("producer", "là người của chủ thể"),
                            ("adviser", "đã tư vấn lập hồ sơ"),
                            ("declared", "có lợi ích liên quan"),
                        ],
                        max_length=10,
                        verbose_name="lý do",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("declared_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc khai")),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "khai báo lợi ích liên quan",
                "constraints": [models.UniqueConstraint(fields=("entry", "member"), name="interest_once")],
            },
        ),
        migrations.CreateModel(
            name="InterestDeclarationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.interestdeclaration",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("producer", "là người của chủ thể"),
                            ("adviser", "đã tư vấn lập hồ sơ"),
                            ("declared", "có lợi ích liên quan"),
                        ],
                        max_length=10,
                        verbose_name="lý do",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("declared_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc khai")),
                (
                    "declared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="evaluations.sessionentry",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="evaluations.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="vòng chấm")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "đang chấm"), ("submitted", "đã nộp")],
                        default="draft",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="mức đã chọn")),
                ("flags", models.JSONField(blank=True, default=dict, verbose_name="kết luận loại, dừng")),
                ("notes", models.JSONField(blank=True, default=dict, verbose_name="ghi chú theo tiêu chí")),
                ("comment", models.TextField(blank=True, verbose_name="ý kiến của người đánh giá")),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[("agree", "thống nhất"), ("disagree", "không thống nhất")],
                        max_length=8,
                        verbose_name="ý kiến về báo cáo",
                    ),
                ),
                ("total", models.PositiveSmallIntegerField(null=True, verbose_name="tổng điểm")),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần lưu")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="lúc lưu")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="lúc nộp")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu đánh giá",
                "ordering": ["entry", "round", "member__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "member", "round"), name="sheet_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("total", None)),
                            models.Q(("state", "submitted"), ("submitted_at__isnull", False), ("total__isnull", False)),
                            _connector="OR",
                        ),
                        name="sheet_submitted_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="evaluations.scoresheet",
                        verbose_name="phiếu",
                    ),
                ),
                ("criterion", models.CharField(max_length=20, verbose_name="tiêu chí")),
                ("case", models.CharField(blank=True, max_length=4, verbose_name="trường hợp")),
                ("option", models.PositiveSmallIntegerField(null=True, verbose_name="mức")),
                ("points", models.PositiveSmallIntegerField(verbose_name="điểm")),
            ],
            options={
                "verbose_name": "điểm",
                "constraints": [models.UniqueConstraint(fields=("sheet", "criterion"), name="mark_once")],
            },
        ),
        migrations.CreateModel(
            name="MinistryReferral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral",
                        to="evaluations.evaluationresult",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "approval_number",
                    models.CharField(blank=True, max_length=60, verbose_name="số quyết định phê duyệt kết quả"),
                ),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="ngày phê duyệt")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản đề nghị")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="ngày gửi Bộ")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("waiting", "chờ Bộ"), ("five", "đạt 5 sao"), ("returned", "chưa đạt 5 sao")],
                        default="waiting",
                        max_length=8,
                        verbose_name="kết quả ở Bộ",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="ngày có kết quả")),
                ("outcome_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản của Bộ")),
                (
                    "outcome_score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="điểm ở Bộ"
                    ),
                ),
                (
                    "star_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "3 sao"), (4, "4 sao")],
                        null=True,
                        verbose_name="hạng sao tỉnh công nhận",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("central", "theo kết quả của Hội đồng cấp trung ương"),
                            ("own", "theo đánh giá của tỉnh"),
                        ],
                        max_length=8,
                        verbose_name="cơ sở công nhận",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "đề nghị công nhận 5 sao",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("star_after", None),
                            models.Q(("outcome", "returned"), ("star_after__in", [3, 4])),
                            _connector="OR",
                        ),
                        name="referral_star_after",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinistryReferralEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.ministryreferral",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "result",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.evaluationresult",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "approval_number",
                    models.CharField(blank=True, max_length=60, verbose_name="số quyết định phê duyệt kết quả"),
                ),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="ngày phê duyệt")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản đề nghị")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="ngày gửi Bộ")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("waiting", "chờ Bộ"), ("five", "đạt 5 sao"), ("returned", "chưa đạt 5 sao")],
                        default="waiting",
                        max_length=8,
                        verbose_name="kết quả ở Bộ",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="ngày có kết quả")),
                ("outcome_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản của Bộ")),
                (
                    "outcome_score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="điểm ở Bộ"
                    ),
                ),
                (
                    "star_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "3 sao"), (4, "4 sao")],
                        null=True,
                        verbose_name="hạng sao tỉnh công nhận",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("central", "theo kết quả của Hội đồng cấp trung ương"),
                            ("own", "theo đánh giá của tỉnh"),
                        ],
                        max_length=8,
                        verbose_name="cơ sở công nhận",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecognitionDecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.recognitiondecision",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programs.unit",
                        verbose_name="đơn vị ban hành",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("district", "UBND cấp huyện"),
                            ("province", "UBND cấp tỉnh"),
                            ("central", "Trung ương (Bộ)"),
                        ],
                        max_length=8,
                        verbose_name="cấp ban hành",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="trích yếu")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="người ký")),
                ("signer_position", models.CharField(blank=True, max_length=150, verbose_name="chức vụ người ký")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "dự thảo"), ("issued", "đã ban hành")],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc ban hành")),
                ("is_illustration", models.BooleanField(default=False, verbose_name="dữ liệu minh họa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="evaluations.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="evaluations.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chủ tịch"),
                            ("vice_chair", "phó chủ tịch"),
                            ("secretary", "thư ký"),
                            ("member", "thành viên"),
                            ("adviser", "tổ tư vấn"),
                        ],
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("is_present", models.BooleanField(default=False, verbose_name="có mặt")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="lý do vắng")),
            ],
            options={
                "verbose_name": "thành viên dự họp",
                "ordering": ["member__order", "id"],
                "constraints": [models.UniqueConstraint(fields=("session", "member"), name="seat_once")],
            },
        ),
        migrations.CreateModel(
            name="SeatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.seat",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "chủ tịch"),
                            ("vice_chair", "phó chủ tịch"),
                            ("secretary", "thư ký"),
                            ("member", "thành viên"),
                            ("adviser", "tổ tư vấn"),
                        ],
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("is_present", models.BooleanField(default=False, verbose_name="có mặt")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="lý do vắng")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.sessionentry",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="products.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("law_pack", models.CharField(blank=True, max_length=40, verbose_name="bộ quy định")),
                ("pack_sha256", models.CharField(blank=True, max_length=64)),
                ("product_set", models.PositiveSmallIntegerField(null=True, verbose_name="bộ sản phẩm")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="vòng chấm")),
                ("opened_round", models.PositiveSmallIntegerField(default=0, verbose_name="vòng đã mở")),
                ("spread_note", models.TextField(blank=True, verbose_name="lý do kết luận khi còn chênh lệch")),
                ("note", models.TextField(blank=True, verbose_name="ý kiến kết luận")),
                ("concluded_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc kết luận")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc trả lại")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("a", "a) Thông tin không trung thực hoặc giả mạo hồ sơ"),
                            ("b", "b) Không còn đáp ứng các tiêu chí"),
                            (
                                "c",
                                "c) Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, nhãn hàng hóa",
                            ),
                            ("d", "d) Sử dụng nhãn hiệu chứng nhận OCOP sai quy định"),
                            ("dd", "đ) Không còn sản xuất"),
                            ("e", "e) Theo kết luận khác của cơ quan có thẩm quyền"),
                        ],
                        max_length=2,
                        verbose_name="căn cứ thu hồi",
                    ),
                ),
                ("concluded_on", models.DateField(verbose_name="ngày có kết luận")),
                ("conclusion", models.CharField(max_length=300, verbose_name="văn bản kết luận")),
                ("due_on", models.DateField(verbose_name="hạn quyết định")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "đang xử lý"), ("decided", "đã thu hồi"), ("dropped", "không thu hồi")],
                        default="open",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định thu hồi")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "thu hồi giấy chứng nhận",
                "ordering": ["-concluded_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("recognition",),
                        name="withdrawal_once",
                        violation_error_message="Công nhận này đã có hồ sơ thu hồi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="withdrawal_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="evaluations.withdrawal",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                (
                    "recognition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="evaluations.recognition",
                        verbose_name="công nhận",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("a", "a) Thông tin không trung thực hoặc giả mạo hồ sơ"),
                            ("b", "b) Không còn đáp ứng các tiêu chí"),
                            (
                                "c",
                                "c) Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, nhãn hàng hóa",
                            ),
                            ("d", "d) Sử dụng nhãn hiệu chứng nhận OCOP sai quy định"),
                            ("dd", "đ) Không còn sản xuất"),
                            ("e", "e) Theo kết luận khác của cơ quan có thẩm quyền"),
                        ],
                        max_length=2,
                        verbose_name="căn cứ thu hồi",
                    ),
                ),
                ("concluded_on", models.DateField(verbose_name="ngày có kết luận")),
                ("conclusion", models.CharField(max_length=300, verbose_name="văn bản kết luận")),
                ("due_on", models.DateField(verbose_name="hạn quyết định")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "đang xử lý"), ("decided", "đã thu hồi"), ("dropped", "không thu hồi")],
                        default="open",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số quyết định thu hồi")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT new_values."body", new_values."body_note", new_values."created_at", new_values."decided_on", new_values."decision_item_id", new_values."decision_number", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."revision", new_values."score", new_values."source_note", new_values."star", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b15435edebd16fdf8b22d24744cdd46820847f50",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0055",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT new_values."body", new_values."body_note", new_values."created_at", new_values."decided_on", new_values."decision_item_id", new_values."decision_number", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."revision", new_values."score", new_values."source_note", new_values."star", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b6531cdad97fb5b78eb7c7526d83a79a3d346dc8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83c32",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT old_values."body", old_values."body_note", old_values."created_at", old_values."decided_on", old_values."decision_item_id", old_values."decision_number", old_values."expires_on", old_values."id", old_values."is_illustration", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."revision", old_values."score", old_values."source_note", old_values."star", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c94fc52f21aadd3830b5cb13f46b04ccce17da76",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50698",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="recognition",
            name="decision_item",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recognition",
                to="evaluations.decisionitem",
                verbose_name="dòng phụ lục quyết định",
            ),
        ),
        migrations.AddField(
            model_name="recognitionevent",
            name="decision_item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="evaluations.decisionitem",
                verbose_name="dòng phụ lục quyết định",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT new_values."address", new_values."id", new_values."issued_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_name", new_values."product_code", new_values."product_name", new_values."recognition_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b5b4a1d12be91936a310bc96bd4c995c356c574",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a9f43",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT new_values."address", new_values."id", new_values."issued_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_name", new_values."product_code", new_values."product_name", new_values."recognition_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ff82c7d0a707ec9e7a88983f861331fefbfc3ebc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93995",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT old_values."address", old_values."id", old_values."issued_on", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_name", old_values."product_code", old_values."product_name", old_values."recognition_id", old_values."serial", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8c6e6798ea4cc236cd511e7b7bc05e92f0119c7c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_06d75",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a1538b84e3f224ede9c4ab8e9c806b0941f6da3f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_19ea7",
                    table="evaluations_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT new_values."decided_on", new_values."document_number", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recognition_id", new_values."recorded_by_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e72dc6b4b0dce43c2bdcb4471607dcc186c14dbd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_adbaa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT new_values."decided_on", new_values."document_number", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recognition_id", new_values."recorded_by_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f87628541c758fa75947703d374ca697b00f1a3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e00e4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT old_values."decided_on", old_values."document_number", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recognition_id", old_values."recorded_by_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e19571711efef902cea424bd20600ae4e993a1d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ace16",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextensionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="33e42559cbb982156622fa224a446332c413ecca",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fc63c",
                    table="evaluations_certificateextensionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."ended_on", new_values."id", new_values."is_illustration", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="87af421d1cf2e74218dab7137b61be0a6abb5116",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_827c9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."ended_on", new_values."id", new_values."is_illustration", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="82d437a7606feaa3dd73bfe40456befdf58bacb7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0fb0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="council",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT old_values."created_at", old_values."decided_on", old_values."decision_number", old_values."ended_on", old_values."id", old_values."is_illustration", old_values."level", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="29336ece380db05a49249d0358633484920226a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_66baa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_council",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="92854eef339f57c87f34013de5d22c3f63062e6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_25df2",
                    table="evaluations_councilevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT new_values."body", new_values."council_id", new_values."created_at", new_values."id", new_values."name", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."revision", new_values."role", new_values."updated_at", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f5680649847997f621547b4a9ada5c4091ea4813",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e1420",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_councilmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT new_values."body", new_values."council_id", new_values."created_at", new_values."id", new_values."name", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."revision", new_values."role", new_values."updated_at", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="71db48f3c84ab95a68ead28ee1d3f0068550cb5f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f38f1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_councilmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT old_values."body", old_values."council_id", old_values."created_at", old_values."id", old_values."name", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."revision", old_values."role", old_values."updated_at", old_values."user_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="96ee040898bbaa1cfb26e5ebeac01127fc647aee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83132",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_councilmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilmemberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fd9b1b77590b44524ac7e930670186f99d0122b7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79b1a",
                    table="evaluations_councilmemberevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilrules",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT new_values."council_id", new_values."created_at", new_values."id", new_values."max_spread", new_values."needs_chair", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quorum_percent", new_values."revision", new_values."source", new_values."updated_at", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="18ed53767705fc44a716bdaf3d3f4b608cf8461c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4dce0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_councilrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilrules",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT new_values."council_id", new_values."created_at", new_values."id", new_values."max_spread", new_values."needs_chair", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quorum_percent", new_values."revision", new_values."source", new_values."updated_at", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7e4685515713ce4dc87e3ceff22f80b45c3204cf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e7363",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_councilrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilrules",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT old_values."council_id", old_values."created_at", old_values."id", old_values."max_spread", old_values."needs_chair", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quorum_percent", old_values."revision", old_values."source", old_values."updated_at", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d8ab34563d6f3a81863b4422ad6cc19f27f81d9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f605",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_councilrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilrulesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="26df7c6b28effdd53c361195dbc7433968f88d43",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_38a49",
                    table="evaluations_councilrulesevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilsession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT new_values."closed_at", new_values."closed_by_id", new_values."complete_on", new_values."council_id", new_values."created_at", new_values."due_on", new_values."held_on", new_values."id", new_values."is_illustration", new_values."max_spread", new_values."mode", new_values."needs_chair", new_values."number", new_values."opened_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."quorum_percent", new_values."revision", new_values."rules_source", new_values."state", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="551b7f97f5aa77e2138ba23c542f6e4c93e6ac7d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f2b67",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_councilsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilsession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT new_values."closed_at", new_values."closed_by_id", new_values."complete_on", new_values."council_id", new_values."created_at", new_values."due_on", new_values."held_on", new_values."id", new_values."is_illustration", new_values."max_spread", new_values."mode", new_values."needs_chair", new_values."number", new_values."opened_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."quorum_percent", new_values."revision", new_values."rules_source", new_values."state", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd8ea1cd3361e6b47089a5dac179461722a79a00",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7145f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_councilsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilsession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT old_values."closed_at", old_values."closed_by_id", old_values."complete_on", old_values."council_id", old_values."created_at", old_values."due_on", old_values."held_on", old_values."id", old_values."is_illustration", old_values."max_spread", old_values."mode", old_values."needs_chair", old_values."number", old_values."opened_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."quorum_percent", old_values."revision", old_values."rules_source", old_values."state", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="12557ca2d36787f05b5af64fe59d88caaf229034",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2c8d2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_councilsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="councilsessionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3b3f562bafd1d767da7562ea8f192726e704e8e2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d0b9b",
                    table="evaluations_councilsessionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expiryreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c9a65cc1beef978a43a60e226791de5284f19f94",
                    operation="UPDATE",
                    pgid="pgtrigger_append_only_4bef1",
                    table="evaluations_expiryreminder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ministryreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT new_values."approval_number", new_values."approved_on", new_values."basis", new_values."created_at", new_values."id", new_values."letter_number", new_values."note", new_values."outcome", new_values."outcome_number", new_values."outcome_on", new_values."outcome_score", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result_id", new_values."revision", new_values."sent_on", new_values."star_after", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ade44e1ca758fccab8979e54157acae0bc36123",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_014c6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_ministryreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ministryreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT new_values."approval_number", new_values."approved_on", new_values."basis", new_values."created_at", new_values."id", new_values."letter_number", new_values."note", new_values."outcome", new_values."outcome_number", new_values."outcome_on", new_values."outcome_score", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result_id", new_values."revision", new_values."sent_on", new_values."star_after", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ba73f1cc2bd73aa9d2269246f86f44df6ec30ec4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5231",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_ministryreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ministryreferral",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT old_values."approval_number", old_values."approved_on", old_values."basis", old_values."created_at", old_values."id", old_values."letter_number", old_values."note", old_values."outcome", old_values."outcome_number", old_values."outcome_on", old_values."outcome_score", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result_id", old_values."revision", old_values."sent_on", old_values."star_after", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b375a2d43546d330fdce27b7dde141127fba92b6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_748d8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_ministryreferral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ministryreferralevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8c6cc8e9b7242641eb4c37680a13aa77f499ad37",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_abec1",
                    table="evaluations_ministryreferralevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="issued_is_final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'issued')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8aa09601c7d1b0c73647b7c08547738d94d71759",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_issued_is_final_d19a6",
                    table="evaluations_recognitiondecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT new_values."body", new_values."created_at", new_values."decided_on", new_values."id", new_values."is_illustration", new_values."issued_at", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."title", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5aa70b1f00bcb3d90c05000b19e4e6b6d8976284",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ec394",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_recognitiondecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT new_values."body", new_values."created_at", new_values."decided_on", new_values."id", new_values."is_illustration", new_values."issued_at", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."title", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="20aefb8d33b9783eefb00a3db6a539ccfcab11f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_30002",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_recognitiondecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT old_values."body", old_values."created_at", old_values."decided_on", old_values."id", old_values."is_illustration", old_values."issued_at", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."signer_name", old_values."signer_position", old_values."state", old_values."title", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="112ea1597b11a71667b5664e52fae5779d882e03",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f75e7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_recognitiondecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="260d236e6eb6f7329aa66c7acc5584904fd2e3b1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6b37",
                    table="evaluations_decisionitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="issued_is_final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE final BOOLEAN;",
                    func="SELECT state = 'issued' INTO final FROM evaluations_recognitiondecision WHERE id = OLD.decision_id; IF final THEN RAISE EXCEPTION 'pgtrigger: a line of an issued decision is final'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
                    hash="36dd20c044e46983848e270c1d57878641332f13",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_issued_is_final_7f0b7",
                    table="evaluations_decisionitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT new_values."decision_id", new_values."id", new_values."kind", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result_id", new_values."star" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e577f7248d2269236eb82ad464fd66251c200c52",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2acec",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_decisionitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT new_values."decision_id", new_values."id", new_values."kind", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result_id", new_values."star" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c64441f815aab7dd5302934cd23ca499ac95540",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f9926",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_decisionitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decisionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT old_values."decision_id", old_values."id", old_values."kind", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result_id", old_values."star" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="beaafcfaa9bc95d7869ec6efb7ea69313dfdc5b8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7aeaa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_decisionitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognitiondecisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4ac33c40faaca21ac94165db2520c0a704d6f332",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_53109",
                    table="evaluations_recognitiondecisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fd5c52e4722c2c565efabfa82cc083877636e3a8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_75f80",
                    table="evaluations_mark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT new_values."id", new_values."is_present", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1ea13c09f1bbb1f51fdbfe7bdfa1cfbe937e745f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1278f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_seat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT new_values."id", new_values."is_present", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."session_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="89e18f5d35a0cf2bf2ffdcff573d9ce4231dc0d2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ab49a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_seat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT old_values."id", old_values."is_present", old_values."member_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bdcde9538446e11d45cf4c745438d2f321e37b89",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e93b3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_seat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c2a23dd8800d3448a8d21ec95285dab48d585cf8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf0dd",
                    table="evaluations_seatevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT new_values."concluded_at", new_values."created_at", new_values."dossier_id", new_values."id", new_values."law_pack", new_values."note", new_values."opened_round", new_values."order", new_values."pack_sha256", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_set", new_values."returned_at", new_values."revision", new_values."round", new_values."session_id", new_values."spread_note", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="27bc2ee069cda7b7ee9783748798bb7d42fecf03",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ee64",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_sessionentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT new_values."concluded_at", new_values."created_at", new_values."dossier_id", new_values."id", new_values."law_pack", new_values."note", new_values."opened_round", new_values."order", new_values."pack_sha256", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_set", new_values."returned_at", new_values."revision", new_values."round", new_values."session_id", new_values."spread_note", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f7a8933a4f517db0fdf282bfeb02980ec84b0466",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5042",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_sessionentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT old_values."concluded_at", old_values."created_at", old_values."dossier_id", old_values."id", old_values."law_pack", old_values."note", old_values."opened_round", old_values."order", old_values."pack_sha256", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_set", old_values."returned_at", old_values."revision", old_values."round", old_values."session_id", old_values."spread_note", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="717ffdc2f5be9dde11f1348382e2a03beb0bb782",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52251",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_sessionentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="submitted_is_final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'submitted')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e250d8713cc5e2417ed34494edb5f2a6162cedc9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_submitted_is_final_8b9f5",
                    table="evaluations_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interestdeclarationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="edaa0eb2e3f683ecc7133c6bdfc202db65da25e4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69299",
                    table="evaluations_interestdeclarationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interestdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."declared_at", new_values."declared_by_id", new_values."entry_id", new_values."ground", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9274ce98f41c810c55dd0cdf39f00923a8ddc20a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b7a31",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_interestdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interestdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."declared_at", new_values."declared_by_id", new_values."entry_id", new_values."ground", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="16ac069463791c90c37d89ea4e6ad059ea3479eb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9ab9c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_interestdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interestdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."declared_at", old_values."declared_by_id", old_values."entry_id", old_values."ground", old_values."id", old_values."member_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="056a97ef57e32e97bd42a526fcb728776f7103ba",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2575d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_interestdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gateconclusionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0222ceb9f28903ca6110ea3909c33678157bb64d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2e721",
                    table="evaluations_gateconclusionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gateconclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT new_values."criterion", new_values."decided_at", new_values."decided_by_id", new_values."entry_id", new_values."id", new_values."is_met", new_values."kind", new_values."majority_met", new_values."mean", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."star" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5230eda0547c4aaf8c5b76f589ecdee3a37d81f6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43223",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_gateconclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gateconclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT new_values."criterion", new_values."decided_at", new_values."decided_by_id", new_values."entry_id", new_values."id", new_values."is_met", new_values."kind", new_values."majority_met", new_values."mean", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."star" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="062cd6d33ff453f535bd8dda4a0cf72959e17ef9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8903",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_gateconclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gateconclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT old_values."criterion", old_values."decided_at", old_values."decided_by_id", old_values."entry_id", old_values."id", old_values."is_met", old_values."kind", old_values."majority_met", old_values."mean", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."star" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bda72a89805e5cc38718a654e2dc473e5d38d53a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7efa1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_gateconclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationresult",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6f6584bc84560a0e17a8a6004851954f2069e90b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e1e19",
                    table="evaluations_evaluationresult",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="39101bc25dea567c92898fcd17fa252a0abefa6b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d28dc",
                    table="evaluations_entryroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entry_id", new_values."id", new_values."number", new_values."open_reason", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fb4113cc65df7eab610db236000885135921534f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_014e8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_entryround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entry_id", new_values."id", new_values."number", new_values."open_reason", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="65c0ed4741ac6bc7d93acacfef6447031998cc80",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97fad",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_entryround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entryround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."entry_id", old_values."id", old_values."number", old_values."open_reason", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b1f4d852a853386edbce834e4bc266762e3ebcb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_511bd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_entryround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sessionentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="998eaff69c076716a593f3b3d4f9224f01f82035",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8f465",
                    table="evaluations_sessionentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT new_values."concluded_on", new_values."conclusion", new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."due_on", new_values."ground", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recognition_id", new_values."revision", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc418a8e58d346cc2f76efa4e50786bf78793088",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0e4f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT new_values."concluded_on", new_values."conclusion", new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."due_on", new_values."ground", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recognition_id", new_values."revision", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0105bbc27f31d24d9d4fac553caf6a34214d5b4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b355c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT old_values."concluded_on", old_values."conclusion", old_values."created_at", old_values."decided_on", old_values."decision_number", old_values."due_on", old_values."ground", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recognition_id", old_values."revision", old_values."state", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c32478c735bb59bfc0a2347577ba6eb064a32b66",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f6c47",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3eccbd91afef517c9c93fba2e43793d4c2595cbc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ab79d",
                    table="evaluations_withdrawalevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]

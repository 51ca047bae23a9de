
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('reporting', '0001_initial'), ('reporting', '0002_documents_of_anything'), ('reporting', '0003_sets_of_documents'), ('reporting', '0004_life_of_a_plan'), ('reporting', '0005_report_reminders')]


    initial = True

    dependencies = [
        ('jobs', '0001_first_release'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_first_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('kind', models.CharField(choices=[('plan', 'kế hoạch'), ('proposal', 'tờ trình'), ('registration', 'phiếu đăng ký (Mẫu 01)'), ('self_report', 'báo cáo tự đánh giá (Mẫu 02)'), ('commune_report', 'báo cáo đánh giá của xã (Mẫu 03)'), ('commune_letter', 'văn bản đề nghị của xã'), ('blank_sheet', 'phiếu đánh giá (mẫu trống)'), ('score_sheet', 'phiếu đánh giá'), ('invitation', 'giấy mời'), ('minutes', 'biên bản họp hội đồng'), ('council_report', 'báo cáo đánh giá của hội đồng'), ('result_notice', 'thông báo kết quả'), ('recognition', 'quyết định công nhận'), ('certificate', 'giấy chứng nhận'), ('withdrawal', 'quyết định thu hồi'), ('expiry_list', 'danh sách sản phẩm hết hạn'), ('progress', 'báo cáo tiến độ'), ('period_report', 'báo cáo kết quả'), ('binder', 'hồ sơ đóng tập')], max_length=16, verbose_name='loại')),
                    ('state', models.CharField(choices=[('draft', 'bản dự thảo'), ('issued', 'bản ban hành')], default='draft', max_length=8, verbose_name='trạng thái')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('subject', models.CharField(choices=[('plan_version', 'bản kế hoạch'), ('dossier', 'hồ sơ'), ('commune_report', 'báo cáo của xã'), ('law_sheet', 'bộ tiêu chí'), ('score_sheet', 'phiếu đánh giá'), ('session', 'phiên họp'), ('result', 'kết quả đánh giá'), ('decision', 'quyết định công nhận'), ('recognition', 'công nhận'), ('withdrawal', 'hồ sơ thu hồi'), ('unit', 'đơn vị')], max_length=16, verbose_name='về')),
                    ('subject_id', models.BigIntegerField(verbose_name='mã đối tượng')),
                    ('title', models.CharField(max_length=400, verbose_name='trích yếu')),
                    ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                    ('issued_on', models.DateField(null=True, verbose_name='ngày')),
                    ('issuer', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ban hành')),
                    ('signer', models.CharField(blank=True, max_length=200, verbose_name='người ký')),
                    ('params', models.JSONField(default=dict, verbose_name='tham số')),
                    ('content_hash', models.CharField(max_length=64)),
                    ('content', models.JSONField(null=True, verbose_name='dữ liệu đã ban hành')),
                    ('pdf', models.FileField(upload_to='documents/', verbose_name='PDF')),
                    ('docx', models.FileField(blank=True, upload_to='documents/', verbose_name='DOCX')),
                    ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                    ('docx_sha256', models.CharField(blank=True, max_length=64)),
                    ('pages', models.PositiveSmallIntegerField(default=0, verbose_name='số trang')),
                    ('is_personal', models.BooleanField(default=False, verbose_name='có dữ liệu cá nhân')),
                    ('uses_illustration', models.BooleanField(default=False, verbose_name='có dữ liệu minh họa')),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='programs.unit', verbose_name='đơn vị')),
                ],
                options={
                    'verbose_name': 'văn bản',
                    'ordering': ['-created_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='DocumentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('kind', models.CharField(choices=[('plan', 'kế hoạch'), ('proposal', 'tờ trình'), ('registration', 'phiếu đăng ký (Mẫu 01)'), ('self_report', 'báo cáo tự đánh giá (Mẫu 02)'), ('commune_report', 'báo cáo đánh giá của xã (Mẫu 03)'), ('commune_letter', 'văn bản đề nghị của xã'), ('blank_sheet', 'phiếu đánh giá (mẫu trống)'), ('score_sheet', 'phiếu đánh giá'), ('invitation', 'giấy mời'), ('minutes', 'biên bản họp hội đồng'), ('council_report', 'báo cáo đánh giá của hội đồng'), ('result_notice', 'thông báo kết quả'), ('recognition', 'quyết định công nhận'), ('certificate', 'giấy chứng nhận'), ('withdrawal', 'quyết định thu hồi'), ('expiry_list', 'danh sách sản phẩm hết hạn'), ('progress', 'báo cáo tiến độ'), ('period_report', 'báo cáo kết quả'), ('binder', 'hồ sơ đóng tập')], max_length=16, verbose_name='loại')),
                    ('state', models.CharField(choices=[('draft', 'bản dự thảo'), ('issued', 'bản ban hành')], default='draft', max_length=8, verbose_name='trạng thái')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('subject', models.CharField(choices=[('plan_version', 'bản kế hoạch'), ('dossier', 'hồ sơ'), ('commune_report', 'báo cáo của xã'), ('law_sheet', 'bộ tiêu chí'), ('score_sheet', 'phiếu đánh giá'), ('session', 'phiên họp'), ('result', 'kết quả đánh giá'), ('decision', 'quyết định công nhận'), ('recognition', 'công nhận'), ('withdrawal', 'hồ sơ thu hồi'), ('unit', 'đơn vị')], max_length=16, verbose_name='về')),
                    ('subject_id', models.BigIntegerField(verbose_name='mã đối tượng')),
                    ('title', models.CharField(max_length=400, verbose_name='trích yếu')),
                    ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                    ('issued_on', models.DateField(null=True, verbose_name='ngày')),
                    ('issuer', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ban hành')),
                    ('signer', models.CharField(blank=True, max_length=200, verbose_name='người ký')),
                    ('params', models.JSONField(default=dict, verbose_name='tham số')),
                    ('content_hash', models.CharField(max_length=64)),
                    ('content', models.JSONField(null=True, verbose_name='dữ liệu đã ban hành')),
                    ('pdf', models.FileField(upload_to='documents/', verbose_name='PDF')),
                    ('docx', models.FileField(blank=True, upload_to='documents/', verbose_name='DOCX')),
                    ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                    ('docx_sha256', models.CharField(blank=True, max_length=64)),
                    ('pages', models.PositiveSmallIntegerField(default=0, verbose_name='số trang')),
                    ('is_personal', models.BooleanField(default=False, verbose_name='có dữ liệu cá nhân')),
                    ('uses_illustration', models.BooleanField(default=False, verbose_name='có dữ liệu minh họa')),
                    ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.document')),
                    ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentSet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('plan', 'kế hoạch'), ('proposal', 'tờ trình'), ('registration', 'phiếu đăng ký (Mẫu 01)'), ('self_report', 'báo cáo tự đánh giá (Mẫu 02)'), ('commune_report', 'báo cáo đánh giá của xã (Mẫu 03)'), ('commune_letter', 'văn bản đề nghị của xã'), ('blank_sheet', 'phiếu đánh giá (mẫu trống)'), ('score_sheet', 'phiếu đánh giá'), ('invitation', 'giấy mời'), ('minutes', 'biên bản họp hội đồng'), ('council_report', 'báo cáo đánh giá của hội đồng'), ('result_notice', 'thông báo kết quả'), ('recognition', 'quyết định công nhận'), ('certificate', 'giấy chứng nhận'), ('withdrawal', 'quyết định thu hồi'), ('expiry_list', 'danh sách sản phẩm hết hạn'), ('progress', 'báo cáo tiến độ'), ('period_report', 'báo cáo kết quả'), ('binder', 'hồ sơ đóng tập')], max_length=16, verbose_name='loại')),
                    ('subject', models.CharField(choices=[('plan_version', 'bản kế hoạch'), ('dossier', 'hồ sơ'), ('commune_report', 'báo cáo của xã'), ('law_sheet', 'bộ tiêu chí'), ('score_sheet', 'phiếu đánh giá'), ('session', 'phiên họp'), ('result', 'kết quả đánh giá'), ('decision', 'quyết định công nhận'), ('recognition', 'công nhận'), ('withdrawal', 'hồ sơ thu hồi'), ('unit', 'đơn vị')], max_length=16, verbose_name='về')),
                    ('title', models.CharField(max_length=250, verbose_name='tên bộ')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('params', models.JSONField(default=dict, verbose_name='tham số')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc lập')),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                    ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job', verbose_name='tác vụ')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='document_sets', to='programs.unit', verbose_name='đơn vị')),
                ],
                options={
                    'verbose_name': 'bộ văn bản',
                    'ordering': ['-created_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='DocumentSetItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('subject_id', models.BigIntegerField(verbose_name='mã đối tượng')),
                    ('label', models.CharField(max_length=250, verbose_name='đối tượng')),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('error', models.CharField(blank=True, max_length=500, verbose_name='lý do chưa lập được')),
                    ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='set_items', to='reporting.document', verbose_name='văn bản')),
                    ('set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='reporting.documentset')),
                ],
                options={
                    'verbose_name': 'văn bản trong bộ',
                    'ordering': ['set_id', 'order'],
                },
            ),
            migrations.CreateModel(
                name='ReportCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('reason', models.CharField(choices=[('periodic', 'định kỳ'), ('on_request', 'theo yêu cầu')], default='periodic', max_length=12, verbose_name='lý do')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('part', models.CharField(max_length=10, verbose_name='kỳ')),
                    ('title', models.CharField(max_length=250, verbose_name='tên báo cáo')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='yêu cầu')),
                    ('due_on', models.DateField(verbose_name='hạn gửi')),
                    ('is_illustration', models.BooleanField(default=False, verbose_name='dữ liệu minh họa')),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_calls', to='programs.unit', verbose_name='nơi yêu cầu')),
                ],
                options={
                    'verbose_name': 'yêu cầu báo cáo',
                    'ordering': ['-due_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='ReportCallEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('reason', models.CharField(choices=[('periodic', 'định kỳ'), ('on_request', 'theo yêu cầu')], default='periodic', max_length=12, verbose_name='lý do')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('part', models.CharField(max_length=10, verbose_name='kỳ')),
                    ('title', models.CharField(max_length=250, verbose_name='tên báo cáo')),
                    ('note', models.TextField(blank=True, max_length=2000, verbose_name='yêu cầu')),
                    ('due_on', models.DateField(verbose_name='hạn gửi')),
                    ('is_illustration', models.BooleanField(default=False, verbose_name='dữ liệu minh họa')),
                    ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.reportcall')),
                    ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='nơi yêu cầu')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReportSubmission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='lần gửi')),
                    ('paper', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu văn bản')),
                    ('figures', models.JSONField(verbose_name='số liệu')),
                    ('corrected', models.JSONField(default=dict, verbose_name='số đã sửa')),
                    ('texts', models.JSONField(default=dict, verbose_name='lời văn')),
                    ('sha256', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc gửi')),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sources', models.ManyToManyField(blank=True, related_name='used_in', to='reporting.reportsubmission')),
                ],
                options={
                    'verbose_name': 'lần gửi báo cáo',
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='UnitReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('state', models.CharField(choices=[('draft', 'đang lập'), ('submitted', 'đã gửi'), ('returned', 'trả lại để sửa'), ('accepted', 'đã nhận')], default='draft', max_length=10, verbose_name='trạng thái')),
                    ('figures', models.JSONField(default=dict, verbose_name='số liệu')),
                    ('corrected', models.JSONField(default=dict, verbose_name='số đã sửa')),
                    ('texts', models.JSONField(default=dict, verbose_name='lời văn')),
                    ('drafted_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc lấy số liệu')),
                    ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc nhắc')),
                    ('returned_reason', models.TextField(blank=True, max_length=2000, verbose_name='lý do trả lại')),
                    ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.reportsubmission', verbose_name='bản tổng hợp đã lấy')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reporting.reportcall', verbose_name='yêu cầu báo cáo')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports', to='programs.unit', verbose_name='đơn vị báo cáo')),
                ],
                options={
                    'verbose_name': 'báo cáo của đơn vị',
                    'ordering': ['id'],
                },
            ),
            migrations.AddField(
                model_name='reportsubmission',
                name='report',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reporting.unitreport', verbose_name='báo cáo'),
            ),
            migrations.CreateModel(
                name='UnitReportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc tạo')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='lúc sửa')),
                    ('revision', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                    ('state', models.CharField(choices=[('draft', 'đang lập'), ('submitted', 'đã gửi'), ('returned', 'trả lại để sửa'), ('accepted', 'đã nhận')], default='draft', max_length=10, verbose_name='trạng thái')),
                    ('figures', models.JSONField(default=dict, verbose_name='số liệu')),
                    ('corrected', models.JSONField(default=dict, verbose_name='số đã sửa')),
                    ('texts', models.JSONField(default=dict, verbose_name='lời văn')),
                    ('drafted_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc lấy số liệu')),
                    ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='lúc nhắc')),
                    ('returned_reason', models.TextField(blank=True, max_length=2000, verbose_name='lý do trả lại')),
                    ('based_on', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.reportsubmission', verbose_name='bản tổng hợp đã lấy')),
                    ('call', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.reportcall', verbose_name='yêu cầu báo cáo')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.unitreport')),
                    ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị báo cáo')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='document',
                index=models.Index(fields=['subject', 'subject_id'], name='document_subject'),
            ),
            migrations.AddConstraint(
                model_name='document',
                constraint=models.UniqueConstraint(fields=('kind', 'content_hash'), name='document_once_per_content'),
            ),
            migrations.AddConstraint(
                model_name='document',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), ('issued_on__isnull', False), _connector='OR'), name='document_issued_is_dated'),
            ),
            operations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='issued_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'issued\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d165fd72da88aa71db4d3cda0ee130ad2b81dae5', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_is_final_40648', table='reporting_document', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_documentevent" ("content", "content_hash", "created_at", "created_by_id", "docx", "docx_sha256", "id", "is_personal", "issued_on", "issuer", "kind", "number", "pages", "params", "pdf", "pdf_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer", "state", "subject", "subject_id", "title", "unit_id", "updated_at", "uses_illustration", "year") SELECT new_values."content", new_values."content_hash", new_values."created_at", new_values."created_by_id", new_values."docx", new_values."docx_sha256", new_values."id", new_values."is_personal", new_values."issued_on", new_values."issuer", new_values."kind", new_values."number", new_values."pages", new_values."params", new_values."pdf", new_values."pdf_sha256", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."signer", new_values."state", new_values."subject", new_values."subject_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."uses_illustration", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8142c69e9d5f79abb6444b42f238e128f8007528', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_27c32', referencing='REFERENCING NEW TABLE AS new_values ', table='reporting_document', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_documentevent" ("content", "content_hash", "created_at", "created_by_id", "docx", "docx_sha256", "id", "is_personal", "issued_on", "issuer", "kind", "number", "pages", "params", "pdf", "pdf_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer", "state", "subject", "subject_id", "title", "unit_id", "updated_at", "uses_illustration", "year") SELECT new_values."content", new_values."content_hash", new_values."created_at", new_values."created_by_id", new_values."docx", new_values."docx_sha256", new_values."id", new_values."is_personal", new_values."issued_on", new_values."issuer", new_values."kind", new_values."number", new_values."pages", new_values."params", new_values."pdf", new_values."pdf_sha256", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."signer", new_values."state", new_values."subject", new_values."subject_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."uses_illustration", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0413d11a91455e65f62582ea573307c1de58193d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5d70f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reporting_document', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_documentevent" ("content", "content_hash", "created_at", "created_by_id", "docx", "docx_sha256", "id", "is_personal", "issued_on", "issuer", "kind", "number", "pages", "params", "pdf", "pdf_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer", "state", "subject", "subject_id", "title", "unit_id", "updated_at", "uses_illustration", "year") SELECT old_values."content", old_values."content_hash", old_values."created_at", old_values."created_by_id", old_values."docx", old_values."docx_sha256", old_values."id", old_values."is_personal", old_values."issued_on", old_values."issuer", old_values."kind", old_values."number", old_values."pages", old_values."params", old_values."pdf", old_values."pdf_sha256", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."signer", old_values."state", old_values."subject", old_values."subject_id", old_values."title", old_values."unit_id", old_values."updated_at", old_values."uses_illustration", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4ecf33120dad2bf2d2e641a502ef9c290161a85', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cfadc', referencing='REFERENCING OLD TABLE AS old_values ', table='reporting_document', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='documentevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3ffac6c5b4829e466020e54abafc8fd07f54b774', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ed61', table='reporting_documentevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='documentsetitem',
                constraint=models.UniqueConstraint(fields=('set', 'order'), name='set_item_order'),
            ),
            migrations.AddConstraint(
                model_name='documentsetitem',
                constraint=models.UniqueConstraint(fields=('set', 'subject_id'), name='set_item_once'),
            ),
            migrations.AddConstraint(
                model_name='documentsetitem',
                constraint=models.CheckConstraint(condition=models.Q(('document', None), ('error', ''), _connector='OR'), name='set_item_made_or_refused'),
            ),
            migrations.AddConstraint(
                model_name='reportcall',
                constraint=models.UniqueConstraint(condition=models.Q(('reason', 'periodic')), fields=('unit', 'year', 'part'), name='report_call_periodic_once'),
            ),
            operations.AddTrigger(
                model_name='reportcall',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_reportcallevent" ("created_at", "created_by_id", "due_on", "id", "is_illustration", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision", "title", "unit_id", "updated_at", "year") SELECT new_values."created_at", new_values."created_by_id", new_values."due_on", new_values."id", new_values."is_illustration", new_values."note", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."revision", new_values."title", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e5921920488e566a9fca0336df9db6958a8901f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aeadd', referencing='REFERENCING NEW TABLE AS new_values ', table='reporting_reportcall', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='reportcall',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_reportcallevent" ("created_at", "created_by_id", "due_on", "id", "is_illustration", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision", "title", "unit_id", "updated_at", "year") SELECT new_values."created_at", new_values."created_by_id", new_values."due_on", new_values."id", new_values."is_illustration", new_values."note", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."revision", new_values."title", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='22fc46c3366137c6da48ec98505781f9fd5ed25f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ca3d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reporting_reportcall', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='reportcall',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_reportcallevent" ("created_at", "created_by_id", "due_on", "id", "is_illustration", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision", "title", "unit_id", "updated_at", "year") SELECT old_values."created_at", old_values."created_by_id", old_values."due_on", old_values."id", old_values."is_illustration", old_values."note", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."revision", old_values."title", old_values."unit_id", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1348d0c29ccd66e4b3b2e00b29a73325d93e3b85', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a01b4', referencing='REFERENCING OLD TABLE AS old_values ', table='reporting_reportcall', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='reportcallevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b46b958d007c877319539665061e8fa891659a06', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3fa41', table='reporting_reportcallevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='unitreport',
                constraint=models.UniqueConstraint(fields=('call', 'unit'), name='unit_report_once'),
            ),
            operations.AddTrigger(
                model_name='unitreport',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_unitreportevent" ("based_on_id", "call_id", "corrected", "created_at", "drafted_at", "figures", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "returned_reason", "revision", "state", "texts", "unit_id", "updated_at") SELECT new_values."based_on_id", new_values."call_id", new_values."corrected", new_values."created_at", new_values."drafted_at", new_values."figures", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminded_at", new_values."returned_reason", new_values."revision", new_values."state", new_values."texts", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='90dfd280e72f69bf0d73ae51d635bf774bc5b5d7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_18c92', referencing='REFERENCING NEW TABLE AS new_values ', table='reporting_unitreport', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='unitreport',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_unitreportevent" ("based_on_id", "call_id", "corrected", "created_at", "drafted_at", "figures", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "returned_reason", "revision", "state", "texts", "unit_id", "updated_at") SELECT new_values."based_on_id", new_values."call_id", new_values."corrected", new_values."created_at", new_values."drafted_at", new_values."figures", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminded_at", new_values."returned_reason", new_values."revision", new_values."state", new_values."texts", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='860d6b0e2bdb737a194c350061af5e5eaf775686', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_39939', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reporting_unitreport', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='unitreport',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reporting_unitreportevent" ("based_on_id", "call_id", "corrected", "created_at", "drafted_at", "figures", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "returned_reason", "revision", "state", "texts", "unit_id", "updated_at") SELECT old_values."based_on_id", old_values."call_id", old_values."corrected", old_values."created_at", old_values."drafted_at", old_values."figures", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminded_at", old_values."returned_reason", old_values."revision", old_values."state", old_values."texts", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1edef829127f685c707a2c48472b88f19a84e4b6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f26c8', referencing='REFERENCING OLD TABLE AS old_values ', table='reporting_unitreport', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='reportsubmission',
                constraint=models.UniqueConstraint(fields=('report', 'number'), name='report_submission_once'),
            ),
            operations.AddTrigger(
                model_name='reportsubmission',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f5af7e845f2bc6f00cd352cd0ef7a3c5abaeb56', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2a485', table='reporting_reportsubmission', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='unitreportevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='babd104e2d47e6512d140f25ec2af13f50909a45', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f00ec', table='reporting_unitreportevent', when='BEFORE')),
            ),
        ]),
    ]


import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('evaluations', '0002_councils_and_certificates'), ('evaluations', '0003_enter_decisions'), ('evaluations', '0004_change_feed'), ('evaluations', '0005_feed_places')]


    initial = True

    dependencies = [
        ('evaluations', '0001_first_release'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('products', '0001_first_release'),
        ('programs', '0001_first_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.AddField(
                model_name='certificate',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.unit', verbose_name='đơn vị cấp'),
            ),
            migrations.AddField(
                model_name='certificateevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='certificateevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.certificate'),
            ),
            migrations.AddField(
                model_name='certificateevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị cấp'),
            ),
            migrations.AddField(
                model_name='certificateextension',
                name='recorded_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='certificateextensionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='certificateextensionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.certificateextension'),
            ),
            migrations.AddField(
                model_name='certificateextensionevent',
                name='recorded_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='council',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='programs.unit', verbose_name='đơn vị'),
            ),
            migrations.AddField(
                model_name='councilevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='councilevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.council'),
            ),
            migrations.AddField(
                model_name='councilevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị'),
            ),
            migrations.AddField(
                model_name='councilmember',
                name='council',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilmember',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_places', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
            ),
            migrations.AddField(
                model_name='councilmemberevent',
                name='council',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilmemberevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='councilmemberevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.councilmember'),
            ),
            migrations.AddField(
                model_name='councilmemberevent',
                name='user',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
            ),
            migrations.AddField(
                model_name='councilrules',
                name='council',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilrulesevent',
                name='council',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilrulesevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='councilrulesevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.councilrules'),
            ),
            migrations.AddField(
                model_name='councilsession',
                name='closed_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='councilsession',
                name='council',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilsessionevent',
                name='closed_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='councilsessionevent',
                name='council',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.council', verbose_name='hội đồng'),
            ),
            migrations.AddField(
                model_name='councilsessionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='councilsessionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.councilsession'),
            ),
            migrations.AddField(
                model_name='decisionitemevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='decisionitemevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.decisionitem'),
            ),
            migrations.AddField(
                model_name='entryround',
                name='missing',
                field=models.ManyToManyField(related_name='+', to='evaluations.councilmember', verbose_name='thành viên không nộp phiếu'),
            ),
            migrations.AddField(
                model_name='entryround',
                name='opened_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='entryroundevent',
                name='opened_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='entryroundevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='entryroundevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.entryround'),
            ),
            migrations.AddField(
                model_name='evaluationresult',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='evaluationresult',
                name='frozen_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='decisionitemevent',
                name='result',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.evaluationresult', verbose_name='kết quả'),
            ),
            migrations.AddField(
                model_name='decisionitem',
                name='result',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision_item', to='evaluations.evaluationresult', verbose_name='kết quả'),
            ),
            migrations.AddField(
                model_name='gateconclusion',
                name='decided_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='gateconclusionevent',
                name='decided_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='gateconclusionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='gateconclusionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.gateconclusion'),
            ),
            migrations.AddField(
                model_name='interestdeclaration',
                name='declared_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interestdeclaration',
                name='member',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='evaluations.councilmember', verbose_name='thành viên'),
            ),
            migrations.AddField(
                model_name='interestdeclarationevent',
                name='declared_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interestdeclarationevent',
                name='member',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.councilmember', verbose_name='thành viên'),
            ),
            migrations.AddField(
                model_name='interestdeclarationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interestdeclarationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.interestdeclaration'),
            ),
            migrations.AddField(
                model_name='ministryreferral',
                name='result',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='referral', to='evaluations.evaluationresult', verbose_name='kết quả'),
            ),
            migrations.AddField(
                model_name='ministryreferralevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='ministryreferralevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.ministryreferral'),
            ),
            migrations.AddField(
                model_name='ministryreferralevent',
                name='result',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.evaluationresult', verbose_name='kết quả'),
            ),
            migrations.AddField(
                model_name='recognition',
                name='decision_item',
                field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recognition', to='evaluations.decisionitem', verbose_name='dòng phụ lục quyết định'),
            ),
            migrations.AddField(
                model_name='recognition',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recognitions', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='recognition',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recognitions', to='programs.unit', verbose_name='đơn vị khi công nhận'),
            ),
            migrations.AddField(
                model_name='expiryreminder',
                name='recognition',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='certificateextensionevent',
                name='recognition',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='certificateextension',
                name='recognition',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='certificateevent',
                name='recognition',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='certificate',
                name='recognition',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='recognitiondecision',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='programs.unit', verbose_name='đơn vị ban hành'),
            ),
            migrations.AddField(
                model_name='decisionitemevent',
                name='decision',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.recognitiondecision', verbose_name='quyết định'),
            ),
            migrations.AddField(
                model_name='decisionitem',
                name='decision',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='evaluations.recognitiondecision', verbose_name='quyết định'),
            ),
            migrations.AddField(
                model_name='recognitiondecisionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='recognitiondecisionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.recognitiondecision'),
            ),
            migrations.AddField(
                model_name='recognitiondecisionevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị ban hành'),
            ),
            migrations.AddField(
                model_name='recognitionevent',
                name='decision_item',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.decisionitem', verbose_name='dòng phụ lục quyết định'),
            ),
            migrations.AddField(
                model_name='recognitionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='recognitionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.recognition'),
            ),
            migrations.AddField(
                model_name='recognitionevent',
                name='product',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='recognitionevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị khi công nhận'),
            ),
            migrations.AddField(
                model_name='scoresheet',
                name='member',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='evaluations.councilmember', verbose_name='thành viên'),
            ),
            migrations.AddField(
                model_name='scoresheet',
                name='submitted_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='mark',
                name='sheet',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='evaluations.scoresheet', verbose_name='phiếu'),
            ),
            migrations.AddField(
                model_name='seat',
                name='member',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='evaluations.councilmember', verbose_name='thành viên'),
            ),
            migrations.AddField(
                model_name='seat',
                name='session',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='evaluations.councilsession', verbose_name='phiên họp'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='member',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.councilmember', verbose_name='thành viên'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.seat'),
            ),
            migrations.AddField(
                model_name='seatevent',
                name='session',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.councilsession', verbose_name='phiên họp'),
            ),
            migrations.AddField(
                model_name='sessionentry',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='sessionentry',
                name='session',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='evaluations.councilsession', verbose_name='phiên họp'),
            ),
            migrations.AddField(
                model_name='scoresheet',
                name='entry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='interestdeclarationevent',
                name='entry',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='interestdeclaration',
                name='entry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='gateconclusionevent',
                name='entry',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='gateconclusion',
                name='entry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conclusions', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='evaluationresult',
                name='entry',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='evaluations.sessionentry', verbose_name='hồ sơ trong phiên'),
            ),
            migrations.AddField(
                model_name='entryroundevent',
                name='entry',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='entryround',
                name='entry',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluations.sessionentry', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='sessionentryevent',
                name='dossier',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='sessionentryevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='sessionentryevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.sessionentry'),
            ),
            migrations.AddField(
                model_name='sessionentryevent',
                name='session',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.councilsession', verbose_name='phiên họp'),
            ),
            migrations.AddField(
                model_name='withdrawal',
                name='recognition',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddField(
                model_name='withdrawalevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='withdrawalevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evaluations.withdrawal'),
            ),
            migrations.AddField(
                model_name='withdrawalevent',
                name='recognition',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evaluations.recognition', verbose_name='công nhận'),
            ),
            migrations.AddConstraint(
                model_name='council',
                constraint=models.UniqueConstraint(fields=('unit', 'decision_number', 'decided_on'), name='council_once', violation_error_message='Hội đồng theo quyết định này đã có.'),
            ),
            operations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."ended_on", new_values."id", new_values."is_illustration", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='87af421d1cf2e74218dab7137b61be0a6abb5116', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_827c9', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_council', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."ended_on", new_values."id", new_values."is_illustration", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='82d437a7606feaa3dd73bfe40456befdf58bacb7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d0fb0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_council', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='council',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilevent" ("created_at", "decided_on", "decision_number", "ended_on", "id", "is_illustration", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "unit_id", "updated_at") SELECT old_values."created_at", old_values."decided_on", old_values."decision_number", old_values."ended_on", old_values."id", old_values."is_illustration", old_values."level", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='29336ece380db05a49249d0358633484920226a3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_66baa', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_council', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='92854eef339f57c87f34013de5d22c3f63062e6f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_25df2', table='evaluations_councilevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='councilmember',
                constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('council', 'user'), name='council_member_once', violation_error_message='Người này đã có trong hội đồng.'),
            ),
            migrations.AddConstraint(
                model_name='councilmember',
                constraint=models.UniqueConstraint(condition=models.Q(('role', 'chair'), ('valid_to', None)), fields=('council',), name='council_one_chair', violation_error_message='Hội đồng đã có chủ tịch.'),
            ),
            operations.AddTrigger(
                model_name='councilmember',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT new_values."body", new_values."council_id", new_values."created_at", new_values."id", new_values."name", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."revision", new_values."role", new_values."updated_at", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f5680649847997f621547b4a9ada5c4091ea4813', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e1420', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_councilmember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilmember',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT new_values."body", new_values."council_id", new_values."created_at", new_values."id", new_values."name", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."revision", new_values."role", new_values."updated_at", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='71db48f3c84ab95a68ead28ee1d3f0068550cb5f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f38f1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_councilmember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilmember',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilmemberevent" ("body", "council_id", "created_at", "id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "role", "updated_at", "user_id", "valid_from", "valid_to") SELECT old_values."body", old_values."council_id", old_values."created_at", old_values."id", old_values."name", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."revision", old_values."role", old_values."updated_at", old_values."user_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='96ee040898bbaa1cfb26e5ebeac01127fc647aee', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_83132', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_councilmember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilmemberevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd9b1b77590b44524ac7e930670186f99d0122b7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_79b1a', table='evaluations_councilmemberevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='councilrules',
                constraint=models.UniqueConstraint(fields=('council', 'valid_from'), name='council_rules_once', violation_error_message='Hội đồng đã có quy chế áp dụng từ ngày này.'),
            ),
            migrations.AddConstraint(
                model_name='councilrules',
                constraint=models.CheckConstraint(condition=models.Q(('quorum_percent', None), models.Q(('quorum_percent__gte', 1), ('quorum_percent__lte', 100)), _connector='OR'), name='council_rules_quorum'),
            ),
            operations.AddTrigger(
                model_name='councilrules',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT new_values."council_id", new_values."created_at", new_values."id", new_values."max_spread", new_values."needs_chair", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quorum_percent", new_values."revision", new_values."source", new_values."updated_at", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='18ed53767705fc44a716bdaf3d3f4b608cf8461c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4dce0', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_councilrules', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilrules',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT new_values."council_id", new_values."created_at", new_values."id", new_values."max_spread", new_values."needs_chair", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quorum_percent", new_values."revision", new_values."source", new_values."updated_at", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7e4685515713ce4dc87e3ceff22f80b45c3204cf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e7363', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_councilrules', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilrules',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilrulesevent" ("council_id", "created_at", "id", "max_spread", "needs_chair", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_percent", "revision", "source", "updated_at", "valid_from") SELECT old_values."council_id", old_values."created_at", old_values."id", old_values."max_spread", old_values."needs_chair", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quorum_percent", old_values."revision", old_values."source", old_values."updated_at", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5d8ab34563d6f3a81863b4422ad6cc19f27f81d9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9f605', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_councilrules', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilrulesevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='26df7c6b28effdd53c361195dbc7433968f88d43', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_38a49', table='evaluations_councilrulesevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='councilsession',
                constraint=models.UniqueConstraint(fields=('council', 'year', 'number'), name='session_number'),
            ),
            operations.AddTrigger(
                model_name='councilsession',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT new_values."closed_at", new_values."closed_by_id", new_values."complete_on", new_values."council_id", new_values."created_at", new_values."due_on", new_values."held_on", new_values."id", new_values."is_illustration", new_values."max_spread", new_values."mode", new_values."needs_chair", new_values."number", new_values."opened_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."quorum_percent", new_values."revision", new_values."rules_source", new_values."state", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='551b7f97f5aa77e2138ba23c542f6e4c93e6ac7d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f2b67', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_councilsession', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilsession',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT new_values."closed_at", new_values."closed_by_id", new_values."complete_on", new_values."council_id", new_values."created_at", new_values."due_on", new_values."held_on", new_values."id", new_values."is_illustration", new_values."max_spread", new_values."mode", new_values."needs_chair", new_values."number", new_values."opened_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."quorum_percent", new_values."revision", new_values."rules_source", new_values."state", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bd8ea1cd3361e6b47089a5dac179461722a79a00', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7145f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_councilsession', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilsession',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_councilsessionevent" ("closed_at", "closed_by_id", "complete_on", "council_id", "created_at", "due_on", "held_on", "id", "is_illustration", "max_spread", "mode", "needs_chair", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum_percent", "revision", "rules_source", "state", "updated_at", "year") SELECT old_values."closed_at", old_values."closed_by_id", old_values."complete_on", old_values."council_id", old_values."created_at", old_values."due_on", old_values."held_on", old_values."id", old_values."is_illustration", old_values."max_spread", old_values."mode", old_values."needs_chair", old_values."number", old_values."opened_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."quorum_percent", old_values."revision", old_values."rules_source", old_values."state", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='12557ca2d36787f05b5af64fe59d88caaf229034', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2c8d2', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_councilsession', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='councilsessionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b3f562bafd1d767da7562ea8f192726e704e8e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d0b9b', table='evaluations_councilsessionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='ministryreferral',
                constraint=models.CheckConstraint(condition=models.Q(('star_after', None), models.Q(('outcome', 'returned'), ('star_after__in', [3, 4])), _connector='OR'), name='referral_star_after'),
            ),
            operations.AddTrigger(
                model_name='ministryreferral',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT new_values."approval_number", new_values."approved_on", new_values."basis", new_values."created_at", new_values."id", new_values."letter_number", new_values."note", new_values."outcome", new_values."outcome_number", new_values."outcome_on", new_values."outcome_score", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result_id", new_values."revision", new_values."sent_on", new_values."star_after", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7ade44e1ca758fccab8979e54157acae0bc36123', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_014c6', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_ministryreferral', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='ministryreferral',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT new_values."approval_number", new_values."approved_on", new_values."basis", new_values."created_at", new_values."id", new_values."letter_number", new_values."note", new_values."outcome", new_values."outcome_number", new_values."outcome_on", new_values."outcome_score", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result_id", new_values."revision", new_values."sent_on", new_values."star_after", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ba73f1cc2bd73aa9d2269246f86f44df6ec30ec4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d5231', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_ministryreferral', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='ministryreferral',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_ministryreferralevent" ("approval_number", "approved_on", "basis", "created_at", "id", "letter_number", "note", "outcome", "outcome_number", "outcome_on", "outcome_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "revision", "sent_on", "star_after", "updated_at") SELECT old_values."approval_number", old_values."approved_on", old_values."basis", old_values."created_at", old_values."id", old_values."letter_number", old_values."note", old_values."outcome", old_values."outcome_number", old_values."outcome_on", old_values."outcome_score", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result_id", old_values."revision", old_values."sent_on", old_values."star_after", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b375a2d43546d330fdce27b7dde141127fba92b6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_748d8', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_ministryreferral', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='ministryreferralevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c6cc8e9b7242641eb4c37680a13aa77f499ad37', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_abec1', table='evaluations_ministryreferralevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='recognition',
                index=models.Index(fields=['decided_on', 'unit', 'star'], name='recognition_progress'),
            ),
            migrations.AddIndex(
                model_name='recognition',
                index=models.Index(fields=['expires_on'], name='evaluations_expires_849add_idx'),
            ),
            migrations.AddConstraint(
                model_name='recognition',
                constraint=models.UniqueConstraint(fields=('product', 'decision_number', 'decided_on'), name='recognition_once', violation_error_message='Sản phẩm đã có công nhận theo quyết định này.'),
            ),
            migrations.AddConstraint(
                model_name='recognition',
                constraint=models.CheckConstraint(condition=models.Q(('star__in', [3, 4, 5])), name='recognition_star'),
            ),
            migrations.AddConstraint(
                model_name='recognition',
                constraint=models.CheckConstraint(condition=models.Q(('expires_on__gt', models.F('decided_on'))), name='recognition_dates'),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT new_values."body", new_values."body_note", new_values."created_at", new_values."decided_on", new_values."decision_item_id", new_values."decision_number", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."revision", new_values."score", new_values."source_note", new_values."star", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b15435edebd16fdf8b22d24744cdd46820847f50', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d0055', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT new_values."body", new_values."body_note", new_values."created_at", new_values."decided_on", new_values."decision_item_id", new_values."decision_number", new_values."expires_on", new_values."id", new_values."is_illustration", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."revision", new_values."score", new_values."source_note", new_values."star", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b6531cdad97fb5b78eb7c7526d83a79a3d346dc8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_83c32', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitionevent" ("body", "body_note", "created_at", "decided_on", "decision_item_id", "decision_number", "expires_on", "id", "is_illustration", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "score", "source_note", "star", "unit_id", "updated_at") SELECT old_values."body", old_values."body_note", old_values."created_at", old_values."decided_on", old_values."decision_item_id", old_values."decision_number", old_values."expires_on", old_values."id", old_values."is_illustration", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."revision", old_values."score", old_values."source_note", old_values."star", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c94fc52f21aadd3830b5cb13f46b04ccce17da76', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_50698', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.product_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='4c6d19bad6fa1de9531534ae9d93dba11971eeca', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_products_insert_7c7bb', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='c71a612e7df2aabb4f3b296955e9b0fea2d7740c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_products_update_0c316', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='0cd69a3f5ce3911f038548a4ed946f2a86716328', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_products_delete_28264', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='2bcda69deca7210686fc594df6fc93900899444b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_recognitions_insert_5b2bb', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id", n."is_illustration") IS DISTINCT FROM (o."product_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='322103d37b361ff7621b9a51542c22134b84fe7d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_recognitions_update_6839b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_recognition', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognition',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='55a45b26f8c9b7d2797462f45fd26719a0e44b9b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_recognitions_delete_2d852', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_recognition', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='expiryreminder',
                constraint=models.UniqueConstraint(fields=('recognition', 'months'), name='reminder_once'),
            ),
            operations.AddTrigger(
                model_name='expiryreminder',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c9a65cc1beef978a43a60e226791de5284f19f94', operation='UPDATE', pgid='pgtrigger_append_only_4bef1', table='evaluations_expiryreminder', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='certificateextensionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='33e42559cbb982156622fa224a446332c413ecca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fc63c', table='evaluations_certificateextensionevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT new_values."decided_on", new_values."document_number", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recognition_id", new_values."recorded_by_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e72dc6b4b0dce43c2bdcb4471607dcc186c14dbd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_adbaa', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT new_values."decided_on", new_values."document_number", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recognition_id", new_values."recorded_by_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1f87628541c758fa75947703d374ca697b00f1a3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e00e4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateextensionevent" ("decided_on", "document_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "recorded_by_id", "until") SELECT old_values."decided_on", old_values."document_number", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recognition_id", old_values."recorded_by_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e19571711efef902cea424bd20600ae4e993a1d0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ace16', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='4f4420fca58cc9f12f125855e48d1311d3d9bc9e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_recognitions_insert_6b4e3', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."until", n."document_number", n."decided_on", n."reason", n."recorded_by_id") IS DISTINCT FROM (o."id", o."recognition_id", o."until", o."document_number", o."decided_on", o."reason", o."recorded_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."until", n."document_number", n."decided_on", n."reason", n."recorded_by_id") IS DISTINCT FROM (o."id", o."recognition_id", o."until", o."document_number", o."decided_on", o."reason", o."recorded_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='6b397a645329853b5d12cf44ac0ce44cdc112b62', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_recognitions_update_5df24', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateextension',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='f8559d567b3f6c247ba4efffa6df5fd7e0409ec0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_recognitions_delete_404e1', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_certificateextension', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a1538b84e3f224ede9c4ab8e9c806b0941f6da3f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19ea7', table='evaluations_certificateevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='certificate',
                constraint=models.UniqueConstraint(fields=('unit', 'year', 'serial'), name='certificate_serial'),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT new_values."address", new_values."id", new_values."issued_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_name", new_values."product_code", new_values."product_name", new_values."recognition_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b5b4a1d12be91936a310bc96bd4c995c356c574', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a9f43', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_certificate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT new_values."address", new_values."id", new_values."issued_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_name", new_values."product_code", new_values."product_name", new_values."recognition_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ff82c7d0a707ec9e7a88983f861331fefbfc3ebc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_93995', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_certificate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_certificateevent" ("address", "id", "issued_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_name", "product_code", "product_name", "recognition_id", "serial", "unit_id", "year") SELECT old_values."address", old_values."id", old_values."issued_on", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_name", old_values."product_code", old_values."product_name", old_values."recognition_id", old_values."serial", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8c6e6798ea4cc236cd511e7b7bc05e92f0119c7c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_06d75', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_certificate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='873567e37867d14d9f73b83a32885d635742c9d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_recognitions_insert_9bf3c', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_certificate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."unit_id", n."year", n."serial", n."number", n."product_name", n."product_code", n."producer_name", n."address", n."issued_on") IS DISTINCT FROM (o."id", o."recognition_id", o."unit_id", o."year", o."serial", o."number", o."product_name", o."product_code", o."producer_name", o."address", o."issued_on") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."unit_id", n."year", n."serial", n."number", n."product_name", n."product_code", n."producer_name", n."address", n."issued_on") IS DISTINCT FROM (o."id", o."recognition_id", o."unit_id", o."year", o."serial", o."number", o."product_name", o."product_code", o."producer_name", o."address", o."issued_on") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='053103b320b7e33ab66b3d1c70305625f7837a22', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_recognitions_update_a146d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_certificate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='certificate',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='0fccadb5f57772b80e46242345e841724d4397d8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_recognitions_delete_a3d07', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_certificate', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='recognitiondecision',
                constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('unit', 'number', 'decided_on'), name='decision_number_once', violation_error_message='Đơn vị đã có quyết định số này trong ngày này.'),
            ),
            migrations.AddConstraint(
                model_name='recognitiondecision',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('decided_on__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='decision_issued_whole'),
            ),
            operations.AddTrigger(
                model_name='recognitiondecision',
                trigger=pgtrigger.compiler.Trigger(name='issued_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'issued\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8aa09601c7d1b0c73647b7c08547738d94d71759', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_is_final_d19a6', table='evaluations_recognitiondecision', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='recognitiondecision',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT new_values."body", new_values."created_at", new_values."decided_on", new_values."id", new_values."is_illustration", new_values."issued_at", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."title", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5aa70b1f00bcb3d90c05000b19e4e6b6d8976284', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec394', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_recognitiondecision', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognitiondecision',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT new_values."body", new_values."created_at", new_values."decided_on", new_values."id", new_values."is_illustration", new_values."issued_at", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."title", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='20aefb8d33b9783eefb00a3db6a539ccfcab11f0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_30002', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_recognitiondecision', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognitiondecision',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_recognitiondecisionevent" ("body", "created_at", "decided_on", "id", "is_illustration", "issued_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "title", "unit_id", "updated_at") SELECT old_values."body", old_values."created_at", old_values."decided_on", old_values."id", old_values."is_illustration", old_values."issued_at", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."signer_name", old_values."signer_position", old_values."state", old_values."title", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='112ea1597b11a71667b5664e52fae5779d882e03', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f75e7', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_recognitiondecision', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='decisionitemevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='260d236e6eb6f7329aa66c7acc5584904fd2e3b1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6b37', table='evaluations_decisionitemevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='decisionitem',
                constraint=models.CheckConstraint(condition=models.Q(('star__in', [3, 4, 5])), name='decision_item_star'),
            ),
            operations.AddTrigger(
                model_name='decisionitem',
                trigger=pgtrigger.compiler.Trigger(name='issued_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE final BOOLEAN;', func="SELECT state = 'issued' INTO final FROM evaluations_recognitiondecision WHERE id = OLD.decision_id; IF final THEN RAISE EXCEPTION 'pgtrigger: a line of an issued decision is final'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='36dd20c044e46983848e270c1d57878641332f13', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_is_final_7f0b7', table='evaluations_decisionitem', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='decisionitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT new_values."decision_id", new_values."id", new_values."kind", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result_id", new_values."star" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e577f7248d2269236eb82ad464fd66251c200c52', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2acec', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_decisionitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='decisionitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT new_values."decision_id", new_values."id", new_values."kind", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result_id", new_values."star" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1c64441f815aab7dd5302934cd23ca499ac95540', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f9926', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_decisionitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='decisionitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_decisionitemevent" ("decision_id", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result_id", "star") SELECT old_values."decision_id", old_values."id", old_values."kind", old_values."order", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result_id", old_values."star" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='beaafcfaa9bc95d7869ec6efb7ea69313dfdc5b8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7aeaa', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_decisionitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='recognitiondecisionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ac33c40faaca21ac94165db2520c0a704d6f332', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53109', table='evaluations_recognitiondecisionevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='recognitionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2eade7f59fba3a5177077555fddea777628c4ff4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b9791', table='evaluations_recognitionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='mark',
                constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='mark_once'),
            ),
            operations.AddTrigger(
                model_name='mark',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd5c52e4722c2c565efabfa82cc083877636e3a8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75f80', table='evaluations_mark', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='seat',
                constraint=models.UniqueConstraint(fields=('session', 'member'), name='seat_once'),
            ),
            operations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT new_values."id", new_values."is_present", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1ea13c09f1bbb1f51fdbfe7bdfa1cfbe937e745f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1278f', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_seat', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT new_values."id", new_values."is_present", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."session_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='89e18f5d35a0cf2bf2ffdcff573d9ce4231dc0d2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ab49a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_seat', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='seat',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_seatevent" ("id", "is_present", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") SELECT old_values."id", old_values."is_present", old_values."member_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bdcde9538446e11d45cf4c745438d2f321e37b89', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e93b3', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_seat', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='seatevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c2a23dd8800d3448a8d21ec95285dab48d585cf8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cf0dd', table='evaluations_seatevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='sessionentry',
                constraint=models.UniqueConstraint(fields=('session', 'dossier'), name='entry_once', violation_error_message='Hồ sơ này đã có trong phiên họp.'),
            ),
            migrations.AddConstraint(
                model_name='sessionentry',
                constraint=models.CheckConstraint(condition=models.Q(('opened_round__lte', models.F('round'))), name='entry_rounds'),
            ),
            migrations.AddConstraint(
                model_name='sessionentry',
                constraint=models.CheckConstraint(condition=models.Q(('returned_at', None), ('concluded_at__isnull', False), _connector='OR'), name='entry_returned_is_over'),
            ),
            operations.AddTrigger(
                model_name='sessionentry',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT new_values."concluded_at", new_values."created_at", new_values."dossier_id", new_values."id", new_values."law_pack", new_values."note", new_values."opened_round", new_values."order", new_values."pack_sha256", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_set", new_values."returned_at", new_values."revision", new_values."round", new_values."session_id", new_values."spread_note", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='27bc2ee069cda7b7ee9783748798bb7d42fecf03', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1ee64', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_sessionentry', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sessionentry',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT new_values."concluded_at", new_values."created_at", new_values."dossier_id", new_values."id", new_values."law_pack", new_values."note", new_values."opened_round", new_values."order", new_values."pack_sha256", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_set", new_values."returned_at", new_values."revision", new_values."round", new_values."session_id", new_values."spread_note", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f7a8933a4f517db0fdf282bfeb02980ec84b0466', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c5042', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_sessionentry', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sessionentry',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_sessionentryevent" ("concluded_at", "created_at", "dossier_id", "id", "law_pack", "note", "opened_round", "order", "pack_sha256", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_set", "returned_at", "revision", "round", "session_id", "spread_note", "updated_at") SELECT old_values."concluded_at", old_values."created_at", old_values."dossier_id", old_values."id", old_values."law_pack", old_values."note", old_values."opened_round", old_values."order", old_values."pack_sha256", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_set", old_values."returned_at", old_values."revision", old_values."round", old_values."session_id", old_values."spread_note", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='717ffdc2f5be9dde11f1348382e2a03beb0bb782', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_52251', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_sessionentry', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='scoresheet',
                constraint=models.UniqueConstraint(fields=('entry', 'member', 'round'), name='sheet_once'),
            ),
            migrations.AddConstraint(
                model_name='scoresheet',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('total', None)), models.Q(('state', 'submitted'), ('submitted_at__isnull', False), ('total__isnull', False)), _connector='OR'), name='sheet_submitted_whole'),
            ),
            operations.AddTrigger(
                model_name='scoresheet',
                trigger=pgtrigger.compiler.Trigger(name='submitted_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'submitted\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e250d8713cc5e2417ed34494edb5f2a6162cedc9', operation='UPDATE OR DELETE', pgid='pgtrigger_submitted_is_final_8b9f5', table='evaluations_scoresheet', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='interestdeclarationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='edaa0eb2e3f683ecc7133c6bdfc202db65da25e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_69299', table='evaluations_interestdeclarationevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interestdeclaration',
                constraint=models.UniqueConstraint(fields=('entry', 'member'), name='interest_once'),
            ),
            operations.AddTrigger(
                model_name='interestdeclaration',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."declared_at", new_values."declared_by_id", new_values."entry_id", new_values."ground", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9274ce98f41c810c55dd0cdf39f00923a8ddc20a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b7a31', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_interestdeclaration', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='interestdeclaration',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."declared_at", new_values."declared_by_id", new_values."entry_id", new_values."ground", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16ac069463791c90c37d89ea4e6ad059ea3479eb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9ab9c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_interestdeclaration', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='interestdeclaration',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_interestdeclarationevent" ("declared_at", "declared_by_id", "entry_id", "ground", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."declared_at", old_values."declared_by_id", old_values."entry_id", old_values."ground", old_values."id", old_values."member_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='056a97ef57e32e97bd42a526fcb728776f7103ba', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2575d', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_interestdeclaration', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='gateconclusionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0222ceb9f28903ca6110ea3909c33678157bb64d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2e721', table='evaluations_gateconclusionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='gateconclusion',
                constraint=models.UniqueConstraint(fields=('entry', 'criterion', 'kind', 'star'), name='gate_once', nulls_distinct=False),
            ),
            operations.AddTrigger(
                model_name='gateconclusion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT new_values."criterion", new_values."decided_at", new_values."decided_by_id", new_values."entry_id", new_values."id", new_values."is_met", new_values."kind", new_values."majority_met", new_values."mean", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."star" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5230eda0547c4aaf8c5b76f589ecdee3a37d81f6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_43223', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_gateconclusion', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='gateconclusion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT new_values."criterion", new_values."decided_at", new_values."decided_by_id", new_values."entry_id", new_values."id", new_values."is_met", new_values."kind", new_values."majority_met", new_values."mean", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."star" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='062cd6d33ff453f535bd8dda4a0cf72959e17ef9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c8903', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_gateconclusion', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='gateconclusion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_gateconclusionevent" ("criterion", "decided_at", "decided_by_id", "entry_id", "id", "is_met", "kind", "majority_met", "mean", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "star") SELECT old_values."criterion", old_values."decided_at", old_values."decided_by_id", old_values."entry_id", old_values."id", old_values."is_met", old_values."kind", old_values."majority_met", old_values."mean", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."star" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bda72a89805e5cc38718a654e2dc473e5d38d53a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7efa1', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_gateconclusion', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evaluationresult',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6f6584bc84560a0e17a8a6004851954f2069e90b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e1e19', table='evaluations_evaluationresult', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='entryroundevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='39101bc25dea567c92898fcd17fa252a0abefa6b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d28dc', table='evaluations_entryroundevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='entryround',
                constraint=models.UniqueConstraint(fields=('entry', 'number'), name='entry_round_once'),
            ),
            operations.AddTrigger(
                model_name='entryround',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entry_id", new_values."id", new_values."number", new_values."open_reason", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fb4113cc65df7eab610db236000885135921534f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_014e8', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_entryround', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='entryround',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entry_id", new_values."id", new_values."number", new_values."open_reason", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='65c0ed4741ac6bc7d93acacfef6447031998cc80', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_97fad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_entryround', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='entryround',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_entryroundevent" ("entry_id", "id", "number", "open_reason", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."entry_id", old_values."id", old_values."number", old_values."open_reason", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9b1f4d852a853386edbce834e4bc266762e3ebcb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_511bd', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_entryround', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='sessionentryevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='998eaff69c076716a593f3b3d4f9224f01f82035', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8f465', table='evaluations_sessionentryevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('recognition',), name='withdrawal_once', violation_error_message='Công nhận này đã có hồ sơ thu hồi.'),
            ),
            migrations.AddConstraint(
                model_name='withdrawal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='withdrawal_decided'),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT new_values."concluded_on", new_values."conclusion", new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."due_on", new_values."ground", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recognition_id", new_values."revision", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dc418a8e58d346cc2f76efa4e50786bf78793088', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d0e4f', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT new_values."concluded_on", new_values."conclusion", new_values."created_at", new_values."decided_on", new_values."decision_number", new_values."due_on", new_values."ground", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recognition_id", new_values."revision", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0105bbc27f31d24d9d4fac553caf6a34214d5b4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b355c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evaluations_withdrawalevent" ("concluded_on", "conclusion", "created_at", "decided_on", "decision_number", "due_on", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recognition_id", "revision", "state", "updated_at") SELECT old_values."concluded_on", old_values."conclusion", old_values."created_at", old_values."decided_on", old_values."decision_number", old_values."due_on", old_values."ground", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recognition_id", old_values."revision", old_values."state", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c32478c735bb59bfc0a2347577ba6eb064a32b66', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f6c47', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='2705f92c2dd8f3df241df9d20a53b95fe6e3b750', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_recognitions_insert_309fa', referencing='REFERENCING NEW TABLE AS new_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."recognition_id", n."ground", n."concluded_on", n."conclusion", n."due_on", n."state", n."decision_number", n."decided_on", n."note") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."recognition_id", o."ground", o."concluded_on", o."conclusion", o."due_on", o."state", o."decision_number", o."decided_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."recognition_id", n."ground", n."concluded_on", n."conclusion", n."due_on", n."state", n."decision_number", n."decided_on", n."note") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."recognition_id", o."ground", o."concluded_on", o."conclusion", o."due_on", o."state", o."decision_number", o."decided_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='8a8d99b95b1b20cbd6b079c04a57502fa5767b41', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_recognitions_update_2f8ae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawal',
                trigger=pgtrigger.compiler.Trigger(name='noted_recognitions_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='93cb8edc99c8c52d148677bee63f35b174cd99bf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_recognitions_delete_15f4e', referencing='REFERENCING OLD TABLE AS old_values ', table='evaluations_withdrawal', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='withdrawalevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3eccbd91afef517c9c93fba2e43793d4c2595cbc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ab79d', table='evaluations_withdrawalevent', when='BEFORE')),
            ),
        ]),
    ]

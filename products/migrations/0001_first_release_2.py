
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from ocop.audit import operations
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [('products', '0002_evidence_and_dossiers'), ('products', '0003_members'), ('products', '0004_assessment'), ('products', '0005_enter_commune_reports'), ('products', '0006_life_of_a_plan'), ('products', '0007_change_feed'), ('products', '0008_feed_places')]


    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('products', '0001_first_release'),
        ('programs', '0001_first_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        operations.AtOnce([
            migrations.AddField(
                model_name='communereport',
                name='unit',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.unit'),
            ),
            migrations.AddField(
                model_name='communereportevent',
                name='issued_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='communereportevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='communereportevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.communereport'),
            ),
            migrations.AddField(
                model_name='communereportevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit'),
            ),
            migrations.AddField(
                model_name='communereporttopic',
                name='report',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='products.communereport'),
            ),
            migrations.AddField(
                model_name='communereporttopicevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='communereporttopicevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.communereporttopic'),
            ),
            migrations.AddField(
                model_name='communereporttopicevent',
                name='report',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.communereport'),
            ),
            migrations.AddField(
                model_name='dossier',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='communereportevent',
                name='dossier',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='communereport',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commune_reports', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='dossierevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='dossierevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.dossier'),
            ),
            migrations.AddField(
                model_name='dossierevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='dossiermove',
                name='actor',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='dossiermove',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='evidence',
                name='uploaded_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='evidenceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='evidenceevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.evidence'),
            ),
            migrations.AddField(
                model_name='evidenceevent',
                name='uploaded_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='evidencelink',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='evidencelink',
                name='evidence',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='products.evidence', verbose_name='minh chứng'),
            ),
            migrations.AddField(
                model_name='evidencelinkevent',
                name='dossier',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='evidencelinkevent',
                name='evidence',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.evidence', verbose_name='minh chứng'),
            ),
            migrations.AddField(
                model_name='evidencelinkevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='evidencelinkevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.evidencelink'),
            ),
            migrations.AddField(
                model_name='importbatch',
                name='uploaded_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='importbatchevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='importbatchevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.importbatch'),
            ),
            migrations.AddField(
                model_name='importbatchevent',
                name='uploaded_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='legalformperiodevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='legalformperiodevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.legalformperiod'),
            ),
            migrations.AddField(
                model_name='merge',
                name='done_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='merge',
                name='undone_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='mergeevent',
                name='done_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='mergeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='mergeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.merge'),
            ),
            migrations.AddField(
                model_name='mergeevent',
                name='undone_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='notduplicate',
                name='decided_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='notduplicateevent',
                name='decided_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='notduplicateevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='notduplicateevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.notduplicate'),
            ),
            migrations.AddField(
                model_name='participation',
                name='held',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='programs.heldactivity', verbose_name='hoạt động'),
            ),
            migrations.AddField(
                model_name='participationevent',
                name='held',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.heldactivity', verbose_name='hoạt động'),
            ),
            migrations.AddField(
                model_name='participationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='participationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.participation'),
            ),
            migrations.AddField(
                model_name='plannedproduct',
                name='item',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='programs.batchproduct', verbose_name='sản phẩm trong đợt'),
            ),
            migrations.AddField(
                model_name='plannedproductevent',
                name='item',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.batchproduct', verbose_name='sản phẩm trong đợt'),
            ),
            migrations.AddField(
                model_name='plannedproductevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='plannedproductevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.plannedproduct'),
            ),
            migrations.AddField(
                model_name='pointproduct',
                name='point',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='point_products', to='programs.pointofsale', verbose_name='điểm bán'),
            ),
            migrations.AddField(
                model_name='pointproductevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='pointproductevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.pointproduct'),
            ),
            migrations.AddField(
                model_name='pointproductevent',
                name='point',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.pointofsale', verbose_name='điểm bán'),
            ),
            migrations.AddField(
                model_name='producer',
                name='merged_into',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='products.producer', verbose_name='đã gộp vào'),
            ),
            migrations.AddField(
                model_name='producer',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='producers', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='participationevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='participation',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='legalformperiodevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='legalformperiod',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='evidenceevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='evidence',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producerattribution',
                name='decided_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='producerattribution',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producerattribution',
                name='reform',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.reform', verbose_name='đợt sắp xếp'),
            ),
            migrations.AddField(
                model_name='producerattribution',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributed_producers', to='programs.unit', verbose_name='đơn vị mới'),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='decided_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.producerattribution'),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='reform',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.reform', verbose_name='đợt sắp xếp'),
            ),
            migrations.AddField(
                model_name='producerattributionevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị mới'),
            ),
            migrations.AddField(
                model_name='producerevent',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='đã gộp vào'),
            ),
            migrations.AddField(
                model_name='producerevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='producerevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.producer'),
            ),
            migrations.AddField(
                model_name='producerevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='producerlocation',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locations', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producerlocation',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='producerlocationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='producerlocationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.producerlocation'),
            ),
            migrations.AddField(
                model_name='producerlocationevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producerlocationevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='xã, phường, thị trấn'),
            ),
            migrations.AddField(
                model_name='producermember',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producermember',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='producermemberevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='producermemberevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.producermember'),
            ),
            migrations.AddField(
                model_name='producermemberevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='producermemberevent',
                name='user',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='product',
                name='merged_into',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='products.product', verbose_name='đã gộp vào'),
            ),
            migrations.AddField(
                model_name='product',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='pointproductevent',
                name='product',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='pointproduct',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points_of_sale', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='plannedproductevent',
                name='product',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='plannedproduct',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='participationevent',
                name='product',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='participation',
                name='product',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='dossierevent',
                name='product',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='dossier',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='productcode',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='productcode',
                name='unit',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.unit', verbose_name='xã cấp số'),
            ),
            migrations.AddField(
                model_name='productcodeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='productcodeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.productcode'),
            ),
            migrations.AddField(
                model_name='productcodeevent',
                name='product',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='productcodeevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='xã cấp số'),
            ),
            migrations.AddField(
                model_name='productevent',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='đã gộp vào'),
            ),
            migrations.AddField(
                model_name='productevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='productevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.product'),
            ),
            migrations.AddField(
                model_name='productevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='receipt',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='receipt',
                name='received_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='receipt',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.unit', verbose_name='đơn vị tiếp nhận'),
            ),
            migrations.AddField(
                model_name='receiptevent',
                name='dossier',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='receiptevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='receiptevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.receipt'),
            ),
            migrations.AddField(
                model_name='receiptevent',
                name='received_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='receiptevent',
                name='unit',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.unit', verbose_name='đơn vị tiếp nhận'),
            ),
            migrations.AddField(
                model_name='representation',
                name='producer',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='representation', to='products.producer'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.representation'),
            ),
            migrations.AddField(
                model_name='representationevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer'),
            ),
            migrations.AddField(
                model_name='sensitiveread',
                name='evidence',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='products.evidence'),
            ),
            migrations.AddField(
                model_name='sensitiveread',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sensitive_reads', to='products.producer'),
            ),
            migrations.AddField(
                model_name='sensitiveread',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='evidenceevent',
                name='stored',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.storedfile', verbose_name='tệp'),
            ),
            migrations.AddField(
                model_name='evidence',
                name='stored',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='products.storedfile', verbose_name='tệp'),
            ),
            operations.AddTrigger(
                model_name='storedfile',
                trigger=pgtrigger.compiler.Trigger(name='never_rewritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2f1909e8f103e151d437333843df9b0e00488812', operation='UPDATE', pgid='pgtrigger_never_rewritten_e885c', table='products_storedfile', when='BEFORE')),
            ),
            migrations.AddField(
                model_name='submission',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='submission',
                name='submitted_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='submittedpaper',
                name='evidence',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submitted', to='products.evidence', verbose_name='minh chứng'),
            ),
            migrations.AddField(
                model_name='submittedpaper',
                name='submission',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='products.submission', verbose_name='lần nộp'),
            ),
            migrations.AddField(
                model_name='supplementitemevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='supplementitemevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.supplementitem'),
            ),
            migrations.AddField(
                model_name='supplementrequest',
                name='asked_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='supplementrequest',
                name='dossier',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='supplementitemevent',
                name='request',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.supplementrequest'),
            ),
            migrations.AddField(
                model_name='supplementitem',
                name='request',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='products.supplementrequest'),
            ),
            migrations.AddField(
                model_name='supplementrequestevent',
                name='asked_by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='supplementrequestevent',
                name='dossier',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.dossier', verbose_name='hồ sơ'),
            ),
            migrations.AddField(
                model_name='supplementrequestevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='supplementrequestevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.supplementrequest'),
            ),
            migrations.AddField(
                model_name='supportgrant',
                name='line',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='programs.fundingline', verbose_name='dòng kinh phí'),
            ),
            migrations.AddField(
                model_name='supportgrant',
                name='norm',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='programs.supportnorm', verbose_name='định mức'),
            ),
            migrations.AddField(
                model_name='supportgrant',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='supportgrant',
                name='product',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='support', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='line',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fundingline', verbose_name='dòng kinh phí'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='norm',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.supportnorm', verbose_name='định mức'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.supportgrant'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='supportgrantevent',
                name='product',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.product', verbose_name='sản phẩm'),
            ),
            migrations.AddField(
                model_name='upload',
                name='evidence',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='products.evidence'),
            ),
            migrations.AddField(
                model_name='upload',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='products.producer'),
            ),
            migrations.AddField(
                model_name='upload',
                name='user',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='yearfigures',
                name='producer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='years', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddField(
                model_name='yearfiguresevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='yearfiguresevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='products.yearfigures'),
            ),
            migrations.AddField(
                model_name='yearfiguresevent',
                name='producer',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='products.producer', verbose_name='chủ thể'),
            ),
            migrations.AddConstraint(
                model_name='communereporttopic',
                constraint=models.UniqueConstraint(fields=('report', 'topic'), name='commune_topic_once'),
            ),
            operations.AddTrigger(
                model_name='communereporttopic',
                trigger=pgtrigger.compiler.Trigger(name='locked_when_issued', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM products_communereport WHERE id IN (OLD.report_id, NEW.report_id) AND state = 'issued'\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: a topic of an issued report cannot change (%)', TG_OP;\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    RETURN NEW;\n", hash='88ce5ae754b572b277b4f62fab50d8d81fcf19d1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_locked_when_issued_366f8', table='products_communereporttopic', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='communereporttopic',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereporttopicevent" ("assessed", "described", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "topic") SELECT new_values."assessed", new_values."described", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_id", new_values."topic" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='384a19ce28b669477ed905a5cc1641b478417292', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_13b5f', referencing='REFERENCING NEW TABLE AS new_values ', table='products_communereporttopic', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='communereporttopic',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereporttopicevent" ("assessed", "described", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "topic") SELECT new_values."assessed", new_values."described", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_id", new_values."topic" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='488bfa897bfe804295fbf2cd172a5dcbeaf00e49', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f1964', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_communereporttopic', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='communereporttopic',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereporttopicevent" ("assessed", "described", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "topic") SELECT old_values."assessed", old_values."described", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_id", old_values."topic" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='03ad7f0b1df785136ccd74f8f8f3f39076ba16a8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_078df', referencing='REFERENCING OLD TABLE AS old_values ', table='products_communereporttopic', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='communereporttopicevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0179f7058847c8adcd24858e3fc93e4652d0e3f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd77e', table='products_communereporttopicevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='communereportevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e67bb6efffa9cb69272f8f36659915e3bd528cad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71a9e', table='products_communereportevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='communereport',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('dossier',), name='commune_report_one_draft'),
            ),
            migrations.AddConstraint(
                model_name='communereport',
                constraint=models.UniqueConstraint(fields=('unit', 'year', 'symbol', 'number'), name='commune_report_number', violation_error_message='Số này xã đã dùng cho báo cáo khác trong năm.'),
            ),
            migrations.AddConstraint(
                model_name='communereport',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('issued_on__isnull', False), ('number__isnull', False), ('unit__isnull', False)), _connector='OR'), name='commune_report_issued_facts', violation_error_message='Báo cáo ban hành phải có số và ngày.'),
            ),
            operations.AddTrigger(
                model_name='communereport',
                trigger=pgtrigger.compiler.Trigger(name='locked_when_issued', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'issued\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ef9fa38f3f535f8ac9342f3e7606e3fc0a99c493', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_when_issued_5ab91', table='products_communereport', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='communereport',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereportevent" ("conclusion", "created_at", "dossier_id", "id", "issued_by_id", "issued_on", "letter_number", "meeting_note", "meeting_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "symbol", "unit_id", "updated_at", "year") SELECT new_values."conclusion", new_values."created_at", new_values."dossier_id", new_values."id", new_values."issued_by_id", new_values."issued_on", new_values."letter_number", new_values."meeting_note", new_values."meeting_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."symbol", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b7fe29f1f25e81a3426ad8183c901f580840cf44', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8b794', referencing='REFERENCING NEW TABLE AS new_values ', table='products_communereport', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='communereport',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereportevent" ("conclusion", "created_at", "dossier_id", "id", "issued_by_id", "issued_on", "letter_number", "meeting_note", "meeting_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "symbol", "unit_id", "updated_at", "year") SELECT new_values."conclusion", new_values."created_at", new_values."dossier_id", new_values."id", new_values."issued_by_id", new_values."issued_on", new_values."letter_number", new_values."meeting_note", new_values."meeting_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."signer_name", new_values."signer_position", new_values."state", new_values."symbol", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1d5bb2b0696300bda9febfeb1e933c838674ce24', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6a7a5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_communereport', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='communereport',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_communereportevent" ("conclusion", "created_at", "dossier_id", "id", "issued_by_id", "issued_on", "letter_number", "meeting_note", "meeting_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "signer_name", "signer_position", "state", "symbol", "unit_id", "updated_at", "year") SELECT old_values."conclusion", old_values."created_at", old_values."dossier_id", old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."letter_number", old_values."meeting_note", old_values."meeting_on", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."signer_name", old_values."signer_position", old_values."state", old_values."symbol", old_values."unit_id", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9e17bb4c3e94907700e7483d819a86ebe5a9bd6e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_084bb', referencing='REFERENCING OLD TABLE AS old_values ', table='products_communereport', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossiermove',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0ba3ee617ded677019dd488f776cf2686305ce4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c5dbd', table='products_dossiermove', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='evidencelink',
                constraint=models.UniqueConstraint(fields=('dossier', 'evidence', 'requirement'), name='link_once'),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidencelinkevent" ("dossier_id", "evidence_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirement") SELECT new_values."dossier_id", new_values."evidence_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."requirement" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f1c45c9bbdbd443762f70aed4b7cd03f24b7ab1d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a5244', referencing='REFERENCING NEW TABLE AS new_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidencelinkevent" ("dossier_id", "evidence_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirement") SELECT new_values."dossier_id", new_values."evidence_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."requirement" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e4b846492e17b94f97e6ed0e0bd4b6da54861a4a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_df449', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidencelinkevent" ("dossier_id", "evidence_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirement") SELECT old_values."dossier_id", old_values."evidence_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."requirement" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='80ca3f8af77abdffa10533edbfb313b29903349e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aac4c', referencing='REFERENCING OLD TABLE AS old_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.dossier_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='750096fc8538456d0828ab6eb645e51e064b34d8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_dossiers_insert_49b61', referencing='REFERENCING NEW TABLE AS new_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."evidence_id", n."requirement", n."note") IS DISTINCT FROM (o."id", o."dossier_id", o."evidence_id", o."requirement", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."evidence_id", n."requirement", n."note") IS DISTINCT FROM (o."id", o."dossier_id", o."evidence_id", o."requirement", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='0ea7ab9388a6bafd5250b33b92714adaa63a8efc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_dossiers_update_6501f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelink',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='9aff6b7d25766d23b8b4fe5b70854935e508a7e6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_dossiers_delete_4b5b2', referencing='REFERENCING OLD TABLE AS old_values ', table='products_evidencelink', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidencelinkevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c48a088bf513aa03c105c60546c294ae01e1855e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b8c2', table='products_evidencelinkevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='importbatch',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_importbatchevent" ("applied_at", "cleared_at", "cleared_for", "created_at", "file", "file_name", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "rows", "sha256", "signature", "state", "summary", "undone_at", "updated_at", "uploaded_by_id") SELECT new_values."applied_at", new_values."cleared_at", new_values."cleared_for", new_values."created_at", new_values."file", new_values."file_name", new_values."id", new_values."kind", new_values."mapping", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."rows", new_values."sha256", new_values."signature", new_values."state", new_values."summary", new_values."undone_at", new_values."updated_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b413221903b7685bc86a498d177c7e745c492c8b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_03efb', referencing='REFERENCING NEW TABLE AS new_values ', table='products_importbatch', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='importbatch',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_importbatchevent" ("applied_at", "cleared_at", "cleared_for", "created_at", "file", "file_name", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "rows", "sha256", "signature", "state", "summary", "undone_at", "updated_at", "uploaded_by_id") SELECT new_values."applied_at", new_values."cleared_at", new_values."cleared_for", new_values."created_at", new_values."file", new_values."file_name", new_values."id", new_values."kind", new_values."mapping", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."rows", new_values."sha256", new_values."signature", new_values."state", new_values."summary", new_values."undone_at", new_values."updated_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."applied_at" IS DISTINCT FROM (new_values."applied_at") OR old_values."cleared_at" IS DISTINCT FROM (new_values."cleared_at") OR old_values."cleared_for" IS DISTINCT FROM (new_values."cleared_for") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."file" IS DISTINCT FROM (new_values."file") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."mapping" IS DISTINCT FROM (new_values."mapping") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."rows" IS DISTINCT FROM (new_values."rows") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."signature" IS DISTINCT FROM (new_values."signature") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."summary" IS DISTINCT FROM (new_values."summary") OR old_values."undone_at" IS DISTINCT FROM (new_values."undone_at") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."uploaded_by_id" IS DISTINCT FROM (new_values."uploaded_by_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bdb7c30828317de900bad7debeeddb8f648d88f1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_023bb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_importbatch', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='importbatch',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_importbatchevent" ("applied_at", "cleared_at", "cleared_for", "created_at", "file", "file_name", "id", "kind", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "rows", "sha256", "signature", "state", "summary", "undone_at", "updated_at", "uploaded_by_id") SELECT old_values."applied_at", old_values."cleared_at", old_values."cleared_for", old_values."created_at", old_values."file", old_values."file_name", old_values."id", old_values."kind", old_values."mapping", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."rows", old_values."sha256", old_values."signature", old_values."state", old_values."summary", old_values."undone_at", old_values."updated_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='47c149ea89946b4fac3f2f38b44da86d149c2f5d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3983b', referencing='REFERENCING OLD TABLE AS old_values ', table='products_importbatch', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='importbatchevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='40d2f407e358a65aa87da882062e8e25af88f397', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc261', table='products_importbatchevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='merge',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_mergeevent" ("before", "done_at", "done_by_id", "id", "kept_id", "kind", "merged_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id") SELECT new_values."before", new_values."done_at", new_values."done_by_id", new_values."id", new_values."kept_id", new_values."kind", new_values."merged_id", new_values."moved", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."undone_at", new_values."undone_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='67fbdd8e01e9d951e431e1d713234ad69a34f66f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e00cd', referencing='REFERENCING NEW TABLE AS new_values ', table='products_merge', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='merge',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_mergeevent" ("before", "done_at", "done_by_id", "id", "kept_id", "kind", "merged_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id") SELECT new_values."before", new_values."done_at", new_values."done_by_id", new_values."id", new_values."kept_id", new_values."kind", new_values."merged_id", new_values."moved", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."undone_at", new_values."undone_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='58cf85a8bdbb2a32e0b4494bbc2028dd96a3a0fd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a6f96', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_merge', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='merge',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_mergeevent" ("before", "done_at", "done_by_id", "id", "kept_id", "kind", "merged_id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id") SELECT old_values."before", old_values."done_at", old_values."done_by_id", old_values."id", old_values."kept_id", old_values."kind", old_values."merged_id", old_values."moved", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."undone_at", old_values."undone_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5de7f61af074a9a583f3e3864e3b6a68e9ccc459', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_17c71', referencing='REFERENCING OLD TABLE AS old_values ', table='products_merge', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='mergeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ca97ac1d47cd5802642080bebddeaecb8d16119f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8e0a6', table='products_mergeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='notduplicate',
                constraint=models.UniqueConstraint(fields=('kind', 'first_id', 'second_id'), name='not_duplicate_once'),
            ),
            migrations.AddConstraint(
                model_name='notduplicate',
                constraint=models.CheckConstraint(condition=models.Q(('first_id__lt', models.F('second_id'))), name='not_duplicate_order'),
            ),
            operations.AddTrigger(
                model_name='notduplicate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_notduplicateevent" ("decided_at", "decided_by_id", "first_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."second_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c0bfc2daa0c3f96ec1db102c09e5cc7232e0dcd4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8f838', referencing='REFERENCING NEW TABLE AS new_values ', table='products_notduplicate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='notduplicate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_notduplicateevent" ("decided_at", "decided_by_id", "first_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."second_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9914d552f7d0e615de8ed1c6f564a58b8dd019f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_95cc0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_notduplicate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='notduplicate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_notduplicateevent" ("decided_at", "decided_by_id", "first_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."first_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."second_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f5bd6f0828405c87ececb07072aca530edaff455', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2d6a2', referencing='REFERENCING OLD TABLE AS old_values ', table='products_notduplicate', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='notduplicateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1fd08620a2d5c16c2ab2fda86caf923b6fe78fa3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_42246', table='products_notduplicateevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='producer',
                index=models.Index(fields=['sort_key', 'id'], name='producer_order'),
            ),
            migrations.AddIndex(
                model_name='producer',
                index=django.contrib.postgres.indexes.GinIndex(fields=['fold'], name='producer_fold_trgm', opclasses=['gin_trgm_ops']),
            ),
            migrations.AddIndex(
                model_name='producer',
                index=django.contrib.postgres.indexes.GinIndex(fields=['found_by'], name='producer_found_trgm', opclasses=['gin_trgm_ops']),
            ),
            migrations.AddIndex(
                model_name='producer',
                index=django.contrib.postgres.indexes.GinIndex(fields=['core'], name='producer_core_trgm', opclasses=['gin_trgm_ops']),
            ),
            migrations.AddConstraint(
                model_name='producer',
                constraint=models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('fold', 'unit'), name='producer_once_a_unit', violation_error_message='Đơn vị này đã có chủ thể cùng tên.'),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerevent" ("address", "created_at", "email", "fold", "founded_on", "id", "is_illustration", "legal_form", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration_number", "representative", "revision", "sort_key", "source_note", "tax_code", "unit_id", "updated_at") SELECT new_values."address", new_values."created_at", new_values."email", new_values."fold", new_values."founded_on", new_values."id", new_values."is_illustration", new_values."legal_form", new_values."merged_into_id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."registration_number", new_values."representative", new_values."revision", new_values."sort_key", new_values."source_note", new_values."tax_code", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='abb342e8f059676efb7ef110470dab5f42680308', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84eec', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerevent" ("address", "created_at", "email", "fold", "founded_on", "id", "is_illustration", "legal_form", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration_number", "representative", "revision", "sort_key", "source_note", "tax_code", "unit_id", "updated_at") SELECT new_values."address", new_values."created_at", new_values."email", new_values."fold", new_values."founded_on", new_values."id", new_values."is_illustration", new_values."legal_form", new_values."merged_into_id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."registration_number", new_values."representative", new_values."revision", new_values."sort_key", new_values."source_note", new_values."tax_code", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."fold" IS DISTINCT FROM (new_values."fold") OR old_values."founded_on" IS DISTINCT FROM (new_values."founded_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_illustration" IS DISTINCT FROM (new_values."is_illustration") OR old_values."legal_form" IS DISTINCT FROM (new_values."legal_form") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."registration_number" IS DISTINCT FROM (new_values."registration_number") OR old_values."representative" IS DISTINCT FROM (new_values."representative") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."sort_key" IS DISTINCT FROM (new_values."sort_key") OR old_values."source_note" IS DISTINCT FROM (new_values."source_note") OR old_values."tax_code" IS DISTINCT FROM (new_values."tax_code") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='72c40ca43e4d17ecd1c6002d032fb80df82268de', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_02e4a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerevent" ("address", "created_at", "email", "fold", "founded_on", "id", "is_illustration", "legal_form", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "registration_number", "representative", "revision", "sort_key", "source_note", "tax_code", "unit_id", "updated_at") SELECT old_values."address", old_values."created_at", old_values."email", old_values."fold", old_values."founded_on", old_values."id", old_values."is_illustration", old_values."legal_form", old_values."merged_into_id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."registration_number", old_values."representative", old_values."revision", old_values."sort_key", old_values."source_note", old_values."tax_code", old_values."unit_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ed1ed1a0786de8cb10b8a0c6bc52dd24ad3b3642', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e5f72', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='7c179b247d7024ff6c7e247d58310396fd16578c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_producers_insert_5c0c5', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."name", n."legal_form", n."unit_id", n."address", n."representative", n."phone", n."tax_code", n."email", n."founded_on", n."registration_number", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."name", o."legal_form", o."unit_id", o."address", o."representative", o."phone", o."tax_code", o."email", o."founded_on", o."registration_number", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT -o.id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE (n."unit_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."unit_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='8b0da8cbd7710e328c8c4ae37a475efdb839a3be', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_producers_update_96537', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producer',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT -o.id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='31d9c73e2ded75e89e6baaeb758118dde27f5941', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_producers_delete_e8278', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producer', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiodevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='48a4a8bba812b5766eaca477ea6bb7e453c22a8a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5300b', table='products_legalformperiodevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='legalformperiod',
                constraint=models.UniqueConstraint(fields=('producer', 'since'), name='form_once_a_day'),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_legalformperiodevent" ("id", "legal_form", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since") SELECT new_values."id", new_values."legal_form", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='94b58688737884ae39cef52d7a179b338adaf6d7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_df591', referencing='REFERENCING NEW TABLE AS new_values ', table='products_legalformperiod', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_legalformperiodevent" ("id", "legal_form", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since") SELECT new_values."id", new_values."legal_form", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5e9f5881e3e2d8293ab78361088b4a5f88a37e34', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_238cf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_legalformperiod', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_legalformperiodevent" ("id", "legal_form", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since") SELECT old_values."id", old_values."legal_form", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cde5611d87ebdbd5fc2c07b008d2a45366fc0226', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5d2d4', referencing='REFERENCING OLD TABLE AS old_values ', table='products_legalformperiod', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='e467eaebf7dbe95e12d20face55e49310a0ed0a2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_producers_insert_dab45', referencing='REFERENCING NEW TABLE AS new_values ', table='products_legalformperiod', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."legal_form", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."legal_form", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."legal_form", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."legal_form", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='5b243f56084bf7d886df65f4ce2fe45485606e92', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_producers_update_0088a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_legalformperiod', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='legalformperiod',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='4d7d537fd7d969d7902c5bfa1452b9d77ae20037', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_producers_delete_83d3d', referencing='REFERENCING OLD TABLE AS old_values ', table='products_legalformperiod', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='producerattribution',
                constraint=models.UniqueConstraint(fields=('producer', 'reform'), name='attribution_once'),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerattributionevent" ("decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "reform_id", "unit_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."reform_id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d74eca7a520d15d923885a9a6a611f6beaa9a8d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9fbdd', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerattributionevent" ("decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "reform_id", "unit_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."reform_id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ab683d7a91948d72e3aaceb7518b9379b8e7633', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0338c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerattributionevent" ("decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "reform_id", "unit_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."reform_id", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e55f834db6b2ffe3535eaeb54be13fe63e63b700', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d766f', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', true FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='a8aa57b41dfac5272ef317a54fca358793564672', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_producers_insert_52350', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', true FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."reform_id", n."unit_id", n."decided_by_id", n."decided_at") IS DISTINCT FROM (o."id", o."producer_id", o."reform_id", o."unit_id", o."decided_by_id", o."decided_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', true FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."reform_id", n."unit_id", n."decided_by_id", n."decided_at") IS DISTINCT FROM (o."id", o."producer_id", o."reform_id", o."unit_id", o."decided_by_id", o."decided_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.producer_id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE (n."unit_id", n."producer_id") IS DISTINCT FROM (o."unit_id", o."producer_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='d34bd7780f45d49babade84739aa942a68ef54c6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_producers_update_92249', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattribution',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.producer_id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='89e8c57866ff68c4f6d76109aeca1454dafef514', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_producers_delete_f143b', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producerattribution', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerattributionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7bccb47793ac27234ce0cd3182f439909cbf69ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dfe98', table='products_producerattributionevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='producerevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9cb8d2687aea694de6d8be7b2307639dc3abc01b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b9aa', table='products_producerevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='producerlocation',
                constraint=models.UniqueConstraint(fields=('producer', 'since'), name='location_once_a_day'),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerlocationevent" ("address", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since", "unit_id") SELECT new_values."address", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."since", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6d2e7c95b9de5a51393eb66f28bc68cbdc5a0d7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a1b3d', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerlocationevent" ("address", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since", "unit_id") SELECT new_values."address", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."since", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3c98feb86bc68b79a68f50765f6888684079a4a2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5a1c9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producerlocationevent" ("address", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "since", "unit_id") SELECT old_values."address", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."since", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b9fc5246b349d8dde2d9a9989b1b7ae42eac837f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_182a2', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='640e299c7ec973dc2f70cc1883eb2d843d4b1c8c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_producers_insert_0c4de', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."unit_id", n."address", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."unit_id", o."address", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."unit_id", n."address", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."unit_id", o."address", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='ac1240ac4599eb10bdeb8c4c42a562ef09ada253', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_producers_update_ab012', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocation',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='366b4dea1cee53ff9d5d8b9e893d60cea85a8c83', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_producers_delete_d7e73', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producerlocation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producerlocationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a6255df34748331fede2a7966415687941ac262', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aa871', table='products_producerlocationevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='producermember',
                constraint=models.UniqueConstraint(fields=('producer', 'user', 'valid_from'), name='member_once'),
            ),
            migrations.AddConstraint(
                model_name='producermember',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='member_dates'),
            ),
            operations.AddTrigger(
                model_name='producermember',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producermemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "role", "user_id", "valid_from", "valid_to") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."role", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='68baea7fdae232ba83505b80a129d242d9a25265', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_058d5', referencing='REFERENCING NEW TABLE AS new_values ', table='products_producermember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producermember',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producermemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "role", "user_id", "valid_from", "valid_to") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."role", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='426c2d77c641e29081b2433d4f34f8c3eb65f923', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7a1bc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_producermember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producermember',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_producermemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "role", "user_id", "valid_from", "valid_to") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."role", old_values."user_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c4ee91919b6e7ae00bdfdb464acced0588311e9d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a9a01', referencing='REFERENCING OLD TABLE AS old_values ', table='products_producermember', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='producermemberevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='68daf301996687b5234a70360441cbc127ff0e92', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e16b0', table='products_producermemberevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='product',
                index=models.Index(fields=['sort_key', 'id'], name='product_order'),
            ),
            migrations.AddIndex(
                model_name='product',
                index=django.contrib.postgres.indexes.GinIndex(fields=['fold'], name='product_fold_trgm', opclasses=['gin_trgm_ops']),
            ),
            migrations.AddIndex(
                model_name='product',
                index=django.contrib.postgres.indexes.GinIndex(fields=['core'], name='product_core_trgm', opclasses=['gin_trgm_ops']),
            ),
            migrations.AddConstraint(
                model_name='product',
                constraint=models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('producer', 'name'), name='product_once_a_producer', violation_error_message='Chủ thể này đã có sản phẩm cùng tên.'),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productevent" ("created_at", "description", "fold", "id", "is_illustration", "merged_into_id", "name", "official_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_set", "product_set_1048", "revision", "sort_key", "source_note", "updated_at") SELECT new_values."created_at", new_values."description", new_values."fold", new_values."id", new_values."is_illustration", new_values."merged_into_id", new_values."name", new_values."official_code", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."product_set", new_values."product_set_1048", new_values."revision", new_values."sort_key", new_values."source_note", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='385dbd6426c52b3dee7c0475cf9bc51b28b93be6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1fd97', referencing='REFERENCING NEW TABLE AS new_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productevent" ("created_at", "description", "fold", "id", "is_illustration", "merged_into_id", "name", "official_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_set", "product_set_1048", "revision", "sort_key", "source_note", "updated_at") SELECT new_values."created_at", new_values."description", new_values."fold", new_values."id", new_values."is_illustration", new_values."merged_into_id", new_values."name", new_values."official_code", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."product_set", new_values."product_set_1048", new_values."revision", new_values."sort_key", new_values."source_note", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."fold" IS DISTINCT FROM (new_values."fold") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_illustration" IS DISTINCT FROM (new_values."is_illustration") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."official_code" IS DISTINCT FROM (new_values."official_code") OR old_values."producer_id" IS DISTINCT FROM (new_values."producer_id") OR old_values."product_set" IS DISTINCT FROM (new_values."product_set") OR old_values."product_set_1048" IS DISTINCT FROM (new_values."product_set_1048") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."sort_key" IS DISTINCT FROM (new_values."sort_key") OR old_values."source_note" IS DISTINCT FROM (new_values."source_note") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='92a871988e19ba01d5737350f0fed2263ba6cf11', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_18d15', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productevent" ("created_at", "description", "fold", "id", "is_illustration", "merged_into_id", "name", "official_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_set", "product_set_1048", "revision", "sort_key", "source_note", "updated_at") SELECT old_values."created_at", old_values."description", old_values."fold", old_values."id", old_values."is_illustration", old_values."merged_into_id", old_values."name", old_values."official_code", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."product_set", old_values."product_set_1048", old_values."revision", old_values."sort_key", old_values."source_note", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5a5ce1a1e459bee3fd81afa0c26a6171fc61381f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cb7df', referencing='REFERENCING OLD TABLE AS old_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='d2f2a6f87c60a0fe16fd1d41b38e91bf971e7ec6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_products_insert_3f993', referencing='REFERENCING NEW TABLE AS new_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."name", n."product_set", n."product_set_1048", n."official_code", n."description", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."name", o."product_set", o."product_set_1048", o."official_code", o."description", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."producer_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='907e17b652a39632e7e6777b635b327bfab7070d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_products_update_8f807', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='product',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='5af4076a52fdbb58fb967745cb683483c7e87dff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_products_delete_75db2', referencing='REFERENCING OLD TABLE AS old_values ', table='products_product', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='pointproductevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37d79bfc6a50227c8a4a1576d511866cbecbbccb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bea28', table='products_pointproductevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='pointproduct',
                constraint=models.UniqueConstraint(fields=('point', 'product'), name='point_product_once'),
            ),
            operations.AddTrigger(
                model_name='pointproduct',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_pointproductevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "product_id", "revenue", "revision", "since", "until", "updated_at") SELECT new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."point_id", new_values."product_id", new_values."revenue", new_values."revision", new_values."since", new_values."until", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='797c18d48df2cfb75ea74df49a8ab5a90d2c1deb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f8297', referencing='REFERENCING NEW TABLE AS new_values ', table='products_pointproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='pointproduct',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_pointproductevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "product_id", "revenue", "revision", "since", "until", "updated_at") SELECT new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."point_id", new_values."product_id", new_values."revenue", new_values."revision", new_values."since", new_values."until", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2aecfee06a7c6497e4b578d38469bead83c90b5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_829f8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_pointproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='pointproduct',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_pointproductevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "product_id", "revenue", "revision", "since", "until", "updated_at") SELECT old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."point_id", old_values."product_id", old_values."revenue", old_values."revision", old_values."since", old_values."until", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='24fa0ca82bb9a59fe0b34bad3520d69cb2348d1b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7e4dc', referencing='REFERENCING OLD TABLE AS old_values ', table='products_pointproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='plannedproductevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='974aa6f5f219c3dd7f601f4d579068f5d94a5d03', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cc2dd', table='products_plannedproductevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='plannedproduct',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_plannedproductevent" ("created_at", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "updated_at") SELECT new_values."created_at", new_values."id", new_values."item_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='67a1c12852a9c7dd095649878e033c99c83313c7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a6496', referencing='REFERENCING NEW TABLE AS new_values ', table='products_plannedproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='plannedproduct',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_plannedproductevent" ("created_at", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "updated_at") SELECT new_values."created_at", new_values."id", new_values."item_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2dfd9975a497ae6f1a18d505df28368077be593b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d4c62', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_plannedproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='plannedproduct',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_plannedproductevent" ("created_at", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "revision", "updated_at") SELECT old_values."created_at", old_values."id", old_values."item_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."revision", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='70c2df2d93f4fe3c2ee1f6be9c02129a68ab529c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_86cf3', referencing='REFERENCING OLD TABLE AS old_values ', table='products_plannedproduct', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='participationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='942862026bfabaf21f0b0b7d1ead54af78f7cee4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2e2d4', table='products_participationevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.UniqueConstraint(fields=('held', 'producer', 'product'), name='participation_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.CheckConstraint(condition=models.Q(('revenue', None), ('revenue__gte', 0), _connector='OR'), name='participation_revenue'),
            ),
            operations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_participationevent" ("created_at", "held_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revenue", "revision", "updated_at") SELECT new_values."created_at", new_values."held_id", new_values."id", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."product_id", new_values."revenue", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3a3cc22023c682f748407d64c6bbb06a5b0805aa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3497e', referencing='REFERENCING NEW TABLE AS new_values ', table='products_participation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_participationevent" ("created_at", "held_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revenue", "revision", "updated_at") SELECT new_values."created_at", new_values."held_id", new_values."id", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."product_id", new_values."revenue", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d0d46a9839d61de80bef9ac4efccb04af3264eb8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_458a0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_participation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_participationevent" ("created_at", "held_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revenue", "revision", "updated_at") SELECT old_values."created_at", old_values."held_id", old_values."id", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."product_id", old_values."revenue", old_values."revision", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6e022da0169b5ec37dafef6c447b3a24668de50b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_446e6', referencing='REFERENCING OLD TABLE AS old_values ', table='products_participation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossierevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e9dd2bc3ba15cf159c83a4ce3c217ff1839bb030', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62960', table='products_dossierevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='dossier',
                index=models.Index(fields=['clock_due_on', 'id'], name='dossier_clock'),
            ),
            migrations.AddIndex(
                model_name='dossier',
                index=models.Index(fields=['unit', 'state'], name='dossier_place'),
            ),
            migrations.AddConstraint(
                model_name='dossier',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['withdrawn', 'rejected', 'evaluated']), _negated=True), fields=('product', 'year', 'kind'), name='dossier_open_once', violation_error_message='Sản phẩm đã có hồ sơ cùng loại trong năm này.'),
            ),
            migrations.AddConstraint(
                model_name='dossier',
                constraint=models.CheckConstraint(condition=models.Q(('star_sought__in', [3, 4, 5])), name='dossier_star'),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_dossierevent" ("assessment", "certificate_expires_on", "clock_due_on", "clock_kind", "created_at", "id", "is_illustration", "kind", "law_pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "report", "revision", "samples", "star_sought", "state", "submitted_on", "unit_id", "updated_at", "year") SELECT new_values."assessment", new_values."certificate_expires_on", new_values."clock_due_on", new_values."clock_kind", new_values."created_at", new_values."id", new_values."is_illustration", new_values."kind", new_values."law_pack", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."report", new_values."revision", new_values."samples", new_values."star_sought", new_values."state", new_values."submitted_on", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='03b447f5b7766f8c18777511d4deada709e2e9f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d74e7', referencing='REFERENCING NEW TABLE AS new_values ', table='products_dossier', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_dossierevent" ("assessment", "certificate_expires_on", "clock_due_on", "clock_kind", "created_at", "id", "is_illustration", "kind", "law_pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "report", "revision", "samples", "star_sought", "state", "submitted_on", "unit_id", "updated_at", "year") SELECT new_values."assessment", new_values."certificate_expires_on", new_values."clock_due_on", new_values."clock_kind", new_values."created_at", new_values."id", new_values."is_illustration", new_values."kind", new_values."law_pack", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."report", new_values."revision", new_values."samples", new_values."star_sought", new_values."state", new_values."submitted_on", new_values."unit_id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8a927011898e5d81b3272bd2599b688127e4c3d7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_16da0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_dossier', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_dossierevent" ("assessment", "certificate_expires_on", "clock_due_on", "clock_kind", "created_at", "id", "is_illustration", "kind", "law_pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "report", "revision", "samples", "star_sought", "state", "submitted_on", "unit_id", "updated_at", "year") SELECT old_values."assessment", old_values."certificate_expires_on", old_values."clock_due_on", old_values."clock_kind", old_values."created_at", old_values."id", old_values."is_illustration", old_values."kind", old_values."law_pack", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."report", old_values."revision", old_values."samples", old_values."star_sought", old_values."state", old_values."submitted_on", old_values."unit_id", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b56eadc9b158a1f687e42cd359af4077482f7e98', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ca34c', referencing='REFERENCING OLD TABLE AS old_values ', table='products_dossier', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='bb54320b6ebd68babde7464d3556b4c7a0099c69', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_dossiers_insert_79491', referencing='REFERENCING NEW TABLE AS new_values ', table='products_dossier', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."kind", n."year", n."star_sought", n."law_pack", n."state", n."report", n."assessment", n."samples", n."certificate_expires_on", n."submitted_on", n."clock_kind", n."clock_due_on", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."kind", o."year", o."star_sought", o."law_pack", o."state", o."report", o."assessment", o."samples", o."certificate_expires_on", o."submitted_on", o."clock_kind", o."clock_due_on", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id") IS DISTINCT FROM (o."product_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='cbec2f2a8c7706dbbfb8adc550a9ee522bbd92c0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_dossiers_update_47247', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_dossier', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='dossier',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='d6bd0ec335980fc20ccbaa32e47fbb197a93e0eb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_dossiers_delete_9a22d', referencing='REFERENCING OLD TABLE AS old_values ', table='products_dossier', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='productcode',
                constraint=models.UniqueConstraint(fields=('unit', 'serial', 'year'), name='product_code_serial_once', violation_error_message='Số thứ tự này của xã đã cấp cho sản phẩm khác trong năm.'),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productcodeevent" ("code", "created_at", "era", "id", "is_assigned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "serial", "unit_id", "year") SELECT new_values."code", new_values."created_at", new_values."era", new_values."id", new_values."is_assigned", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c5a0e07e1b7bcc3b3634728b01870126a1dbbe62', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b1522', referencing='REFERENCING NEW TABLE AS new_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productcodeevent" ("code", "created_at", "era", "id", "is_assigned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "serial", "unit_id", "year") SELECT new_values."code", new_values."created_at", new_values."era", new_values."id", new_values."is_assigned", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."serial", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae63cf343e0bf5d74ba0f8508154245ff7206524', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9039b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_productcodeevent" ("code", "created_at", "era", "id", "is_assigned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "serial", "unit_id", "year") SELECT old_values."code", old_values."created_at", old_values."era", old_values."id", old_values."is_assigned", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."serial", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0c4d677530dfd70954366469b929982fb1156533', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1b891', referencing='REFERENCING OLD TABLE AS old_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.product_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='0a00e9b161e9528377a04cbef7e6cca8711a1a89', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_products_insert_25df5', referencing='REFERENCING NEW TABLE AS new_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."product_id", n."code", n."era", n."unit_id", n."serial", n."year", n."is_assigned", n."created_at") IS DISTINCT FROM (o."id", o."product_id", o."code", o."era", o."unit_id", o."serial", o."year", o."is_assigned", o."created_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."product_id", n."code", n."era", n."unit_id", n."serial", n."year", n."is_assigned", n."created_at") IS DISTINCT FROM (o."id", o."product_id", o."code", o."era", o."unit_id", o."serial", o."year", o."is_assigned", o."created_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='8265b224998c674966a944388a3914e1fa5d3e17', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_products_update_eb57e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcode',
                trigger=pgtrigger.compiler.Trigger(name='noted_products_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='6120305cc4cc5925e27ae486202b08fef4009e47', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_products_delete_aeeaf', referencing='REFERENCING OLD TABLE AS old_values ', table='products_productcode', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='productcodeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a4c3e464b01cbccca78a06a0b059726caf4effa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_64d55', table='products_productcodeevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='productevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b87726817e7e063087535d650fb25d91240acbe3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dff3e', table='products_productevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='receipt',
                constraint=models.UniqueConstraint(fields=('level', 'unit', 'year', 'number'), name='receipt_number'),
            ),
            migrations.AddConstraint(
                model_name='receipt',
                constraint=models.UniqueConstraint(fields=('dossier', 'level'), name='receipt_once_a_level'),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_receiptevent" ("dossier_id", "id", "level", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on", "text", "unit_id", "year") SELECT new_values."dossier_id", new_values."id", new_values."level", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_by_id", new_values."received_on", new_values."text", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='032812ecc2f7ad4136a0f92cb766578658cc080a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3e792', referencing='REFERENCING NEW TABLE AS new_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_receiptevent" ("dossier_id", "id", "level", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on", "text", "unit_id", "year") SELECT new_values."dossier_id", new_values."id", new_values."level", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_by_id", new_values."received_on", new_values."text", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c9bbb1216748f0ed3129cda1f88aad5ce79d323', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b2c12', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_receiptevent" ("dossier_id", "id", "level", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on", "text", "unit_id", "year") SELECT old_values."dossier_id", old_values."id", old_values."level", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_by_id", old_values."received_on", old_values."text", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ae10b99a7344375519f5e4e9f56dae83f2da5d77', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_77f5f', referencing='REFERENCING OLD TABLE AS old_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.dossier_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='554d8bc61a60efe954034d3f63d87d93db9d235d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_dossiers_insert_089c1', referencing='REFERENCING NEW TABLE AS new_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."level", n."unit_id", n."year", n."number", n."text", n."received_on", n."received_by_id") IS DISTINCT FROM (o."id", o."dossier_id", o."level", o."unit_id", o."year", o."number", o."text", o."received_on", o."received_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."level", n."unit_id", n."year", n."number", n."text", n."received_on", n."received_by_id") IS DISTINCT FROM (o."id", o."dossier_id", o."level", o."unit_id", o."year", o."number", o."text", o."received_on", o."received_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='ec734dd9a0a03d8d7451336b34cdb732f947044d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_dossiers_update_927a7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receipt',
                trigger=pgtrigger.compiler.Trigger(name='noted_dossiers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='58187cf80e27272a6ec990afd268a29cdd351c2d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_dossiers_delete_57bb1', referencing='REFERENCING OLD TABLE AS old_values ', table='products_receipt', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='receiptevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='343050052f988ed1e8572f4cc2986f18683b841f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_87449', table='products_receiptevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_representationevent" ("consented_on", "created_at", "erased_at", "ethnicity", "has_disability", "id", "personal_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "producer_id", "residence", "revision", "sex", "updated_at") SELECT new_values."consented_on", new_values."created_at", new_values."erased_at", new_values."ethnicity", new_values."has_disability", new_values."id", new_values."personal_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."producer_id", new_values."residence", new_values."revision", new_values."sex", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='33c9fd2c072065ab1bfa7ec3e142b500950c6b33', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d6c6c', referencing='REFERENCING NEW TABLE AS new_values ', table='products_representation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_representationevent" ("consented_on", "created_at", "erased_at", "ethnicity", "has_disability", "id", "personal_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "producer_id", "residence", "revision", "sex", "updated_at") SELECT new_values."consented_on", new_values."created_at", new_values."erased_at", new_values."ethnicity", new_values."has_disability", new_values."id", new_values."personal_number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."producer_id", new_values."residence", new_values."revision", new_values."sex", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec548fe57f38a874f426ce05eb3d388a9dcd1bca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cf48c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_representation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_representationevent" ("consented_on", "created_at", "erased_at", "ethnicity", "has_disability", "id", "personal_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "producer_id", "residence", "revision", "sex", "updated_at") SELECT old_values."consented_on", old_values."created_at", old_values."erased_at", old_values."ethnicity", old_values."has_disability", old_values."id", old_values."personal_number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."producer_id", old_values."residence", old_values."revision", old_values."sex", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='41710907a16cf968a9fb1030d3846e60ef410739', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_340e4', referencing='REFERENCING OLD TABLE AS old_values ', table='products_representation', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='representationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='93d56b69f1080274be993097f3beb002cb9e9dc3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4804c', table='products_representationevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='sensitiveread',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e045d89866a11161213747505fc77f1fb831f47', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d0ce0', table='products_sensitiveread', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='evidenceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46957c7bf09043c3d8ef315356b87da6649901db', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fa12f', table='products_evidenceevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='evidence',
                index=models.Index(condition=models.Q(('removed_at', None)), fields=['expires_on'], name='evidence_expiry'),
            ),
            migrations.AddConstraint(
                model_name='evidence',
                constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('producer', 'stored', 'kind'), name='evidence_once_a_kind'),
            ),
            migrations.AddConstraint(
                model_name='evidence',
                constraint=models.CheckConstraint(condition=models.Q(('issued_on', None), ('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='evidence_dates', violation_error_message='Ngày hết hạn phải sau ngày cấp.'),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidenceevent" ("created_at", "expires_on", "file_name", "id", "is_sensitive", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "removed_at", "revision", "stored_id", "title", "updated_at", "uploaded_by_id") SELECT new_values."created_at", new_values."expires_on", new_values."file_name", new_values."id", new_values."is_sensitive", new_values."issued_on", new_values."issuer", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."removed_at", new_values."revision", new_values."stored_id", new_values."title", new_values."updated_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80064143fc2b5f7a8df64a49fb1277adca90d36e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1fd2b', referencing='REFERENCING NEW TABLE AS new_values ', table='products_evidence', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidenceevent" ("created_at", "expires_on", "file_name", "id", "is_sensitive", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "removed_at", "revision", "stored_id", "title", "updated_at", "uploaded_by_id") SELECT new_values."created_at", new_values."expires_on", new_values."file_name", new_values."id", new_values."is_sensitive", new_values."issued_on", new_values."issuer", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."removed_at", new_values."revision", new_values."stored_id", new_values."title", new_values."updated_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dfa94829c2c4313eac1ef78035644bfccc26ca47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d0ef6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_evidence', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_evidenceevent" ("created_at", "expires_on", "file_name", "id", "is_sensitive", "issued_on", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "removed_at", "revision", "stored_id", "title", "updated_at", "uploaded_by_id") SELECT old_values."created_at", old_values."expires_on", old_values."file_name", old_values."id", old_values."is_sensitive", old_values."issued_on", old_values."issuer", old_values."kind", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."removed_at", old_values."revision", old_values."stored_id", old_values."title", old_values."updated_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='461415a2470bc29bd524dbe75d1de02bcca0c024', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6748d', referencing='REFERENCING OLD TABLE AS old_values ', table='products_evidence', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='noted_evidence_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'evidence', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='0c5e7cd6bd6f89e60eb4b181f3129b44fbc0acf1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_evidence_insert_622ae', referencing='REFERENCING NEW TABLE AS new_values ', table='products_evidence', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='noted_evidence_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."stored_id", n."kind", n."title", n."file_name", n."issuer", n."number", n."issued_on", n."expires_on", n."is_sensitive", n."uploaded_by_id", n."removed_at") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."stored_id", o."kind", o."title", o."file_name", o."issuer", o."number", o."issued_on", o."expires_on", o."is_sensitive", o."uploaded_by_id", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."is_sensitive", n."removed_at") IS DISTINCT FROM (o."producer_id", o."is_sensitive", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='56b2a24a607b3ffde87823fc8b29a42a19f93195', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_evidence_update_1b5e4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_evidence', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='evidence',
                trigger=pgtrigger.compiler.Trigger(name='noted_evidence_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'evidence', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='011aa8daf85a85096fe48fe6e8733845bf35485d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_evidence_delete_8ca79', referencing='REFERENCING OLD TABLE AS old_values ', table='products_evidence', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='submission',
                constraint=models.UniqueConstraint(fields=('dossier', 'number'), name='submission_number'),
            ),
            operations.AddTrigger(
                model_name='submission',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5ffa0c9bf453f48d935f19958c073a92888c18ff', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66b91', table='products_submission', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='submittedpaper',
                constraint=models.UniqueConstraint(fields=('submission', 'evidence', 'requirement'), name='submitted_paper_once'),
            ),
            operations.AddTrigger(
                model_name='submittedpaper',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a7cc8ef98bf324bb88a2e32017793dcc72c6443d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bb257', table='products_submittedpaper', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='supplementrequest',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('dossier',), name='supplement_open_once'),
            ),
            operations.AddTrigger(
                model_name='supplementrequest',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementrequestevent" ("asked_by_id", "asked_on", "closed_on", "dossier_id", "due_on", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_to") SELECT new_values."asked_by_id", new_values."asked_on", new_values."closed_on", new_values."dossier_id", new_values."due_on", new_values."id", new_values."level", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returns_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb650a1e746eef869d56c7801ffe692fdbe19e2f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5eea8', referencing='REFERENCING NEW TABLE AS new_values ', table='products_supplementrequest', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementrequest',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementrequestevent" ("asked_by_id", "asked_on", "closed_on", "dossier_id", "due_on", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_to") SELECT new_values."asked_by_id", new_values."asked_on", new_values."closed_on", new_values."dossier_id", new_values."due_on", new_values."id", new_values."level", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returns_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0553886cc35fb31103f115f90d2952fcbc7ac14d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_424e8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_supplementrequest', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementrequest',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementrequestevent" ("asked_by_id", "asked_on", "closed_on", "dossier_id", "due_on", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_to") SELECT old_values."asked_by_id", old_values."asked_on", old_values."closed_on", old_values."dossier_id", old_values."due_on", old_values."id", old_values."level", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returns_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bb9a694dcd13cf8608e130ef61937b51b24075e2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0bc94', referencing='REFERENCING OLD TABLE AS old_values ', table='products_supplementrequest', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementitemevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e4700f018a7d4483bb2145b2c4993e0a3c00088d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_08b2b', table='products_supplementitemevent', when='BEFORE')),
            ),
            operations.AddTrigger(
                model_name='supplementitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementitemevent" ("answer", "id", "is_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "requirement", "text") SELECT new_values."answer", new_values."id", new_values."is_done", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."request_id", new_values."requirement", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4f0a07ab0161d2923ff667eca309c9ab6f8b56a5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5b231', referencing='REFERENCING NEW TABLE AS new_values ', table='products_supplementitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementitemevent" ("answer", "id", "is_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "requirement", "text") SELECT new_values."answer", new_values."id", new_values."is_done", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."request_id", new_values."requirement", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='09f3912e4263efe5bfa5bfd78d87a7384113ed04', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1c9f7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_supplementitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supplementitemevent" ("answer", "id", "is_done", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "requirement", "text") SELECT old_values."answer", old_values."id", old_values."is_done", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."request_id", old_values."requirement", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cf84868935133d9dd71cbd2ba261131b464c4c97', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9ebce', referencing='REFERENCING OLD TABLE AS old_values ', table='products_supplementitem', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supplementrequestevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='71aa4366f9bc3201e343ba134b268b8b6b08545d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a9641', table='products_supplementrequestevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='supportgrant',
                constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='support_amount', violation_error_message='Số tiền phải lớn hơn 0.'),
            ),
            migrations.AddConstraint(
                model_name='supportgrant',
                constraint=models.UniqueConstraint(fields=('norm', 'producer', 'product', 'on', 'paper'), name='support_once', nulls_distinct=False),
            ),
            operations.AddTrigger(
                model_name='supportgrant',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supportgrantevent" ("amount", "created_at", "id", "is_illustration", "line_id", "norm_id", "note", "on", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revision", "updated_at") SELECT new_values."amount", new_values."created_at", new_values."id", new_values."is_illustration", new_values."line_id", new_values."norm_id", new_values."note", new_values."on", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."product_id", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='da8a4c2c699a6ab58364722ae0c047f0a6bd63f3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_557e4', referencing='REFERENCING NEW TABLE AS new_values ', table='products_supportgrant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supportgrant',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supportgrantevent" ("amount", "created_at", "id", "is_illustration", "line_id", "norm_id", "note", "on", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revision", "updated_at") SELECT new_values."amount", new_values."created_at", new_values."id", new_values."is_illustration", new_values."line_id", new_values."norm_id", new_values."note", new_values."on", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."product_id", new_values."revision", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f706de0367aa790abc24f21505bcef02593dba15', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8bbdf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_supportgrant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supportgrant',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_supportgrantevent" ("amount", "created_at", "id", "is_illustration", "line_id", "norm_id", "note", "on", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "product_id", "revision", "updated_at") SELECT old_values."amount", old_values."created_at", old_values."id", old_values."is_illustration", old_values."line_id", old_values."norm_id", old_values."note", old_values."on", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."product_id", old_values."revision", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ccb9da53110dd22c4003640f4a136e6dfcac3090', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d086f', referencing='REFERENCING OLD TABLE AS old_values ', table='products_supportgrant', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='supportgrantevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a229e5c95042ca2ee684a10d8ef4bcdf5918f692', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d247d', table='products_supportgrantevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='upload',
                constraint=models.CheckConstraint(condition=models.Q(('received__lte', models.F('size'))), name='upload_received'),
            ),
            migrations.AddConstraint(
                model_name='yearfigures',
                constraint=models.UniqueConstraint(fields=('producer', 'year'), name='figures_once_a_year'),
            ),
            migrations.AddConstraint(
                model_name='yearfigures',
                constraint=models.CheckConstraint(condition=models.Q(('workers_local', None), ('workers', None), ('workers_local__lte', models.F('workers')), _connector='OR'), name='figures_workers', violation_error_message='Lao động địa phương không thể nhiều hơn tổng số lao động.'),
            ),
            migrations.AddConstraint(
                model_name='yearfigures',
                constraint=models.CheckConstraint(condition=models.Q(('capital_local', None), ('capital', None), ('capital_local__lte', models.F('capital')), _connector='OR'), name='figures_capital', violation_error_message='Vốn góp của người địa phương không thể nhiều hơn tổng vốn.'),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_yearfiguresevent" ("capital", "capital_local", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "profit", "revenue", "revision", "updated_at", "workers", "workers_local", "year") SELECT new_values."capital", new_values."capital_local", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."producer_id", new_values."profit", new_values."revenue", new_values."revision", new_values."updated_at", new_values."workers", new_values."workers_local", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='790b844aab1f54897ba03846f7a23aed796cf0fe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9c4ce', referencing='REFERENCING NEW TABLE AS new_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_yearfiguresevent" ("capital", "capital_local", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "profit", "revenue", "revision", "updated_at", "workers", "workers_local", "year") SELECT new_values."capital", new_values."capital_local", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."producer_id", new_values."profit", new_values."revenue", new_values."revision", new_values."updated_at", new_values."workers", new_values."workers_local", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9dddde58d0a1b4555db233e1daa0e0241463faca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f2ce3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "products_yearfiguresevent" ("capital", "capital_local", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "profit", "revenue", "revision", "updated_at", "workers", "workers_local", "year") SELECT old_values."capital", old_values."capital_local", old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."producer_id", old_values."profit", old_values."revenue", old_values."revision", old_values."updated_at", old_values."workers", old_values."workers_local", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='80ee367d7081fa0ea0b3d819bd5bebda42511f54', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_17690', referencing='REFERENCING OLD TABLE AS old_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='f3ba9e656728b186a18416c955d7797549178595', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_producers_insert_1f0cb', referencing='REFERENCING NEW TABLE AS new_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."year", n."workers", n."workers_local", n."capital", n."capital_local", n."revenue", n."profit") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."year", o."workers", o."workers_local", o."capital", o."capital_local", o."revenue", o."profit") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."year", n."workers", n."workers_local", n."capital", n."capital_local", n."revenue", n."profit") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."year", o."workers", o."workers_local", o."capital", o."capital_local", o."revenue", o."profit") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;', hash='c7755838a640f785df472e4c5df54c2cd78e248b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_noted_producers_update_239dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfigures',
                trigger=pgtrigger.compiler.Trigger(name='noted_producers_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;", hash='73e9ae582e022e6b85e312c247bf858a0986faa2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_noted_producers_delete_272b9', referencing='REFERENCING OLD TABLE AS old_values ', table='products_yearfigures', when='AFTER')),
            ),
            operations.AddTrigger(
                model_name='yearfiguresevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c02bf5eb562d09bb434aaac0c6096ed4b2734835', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ece50', table='products_yearfiguresevent', when='BEFORE')),
            ),
        ]),
    ]

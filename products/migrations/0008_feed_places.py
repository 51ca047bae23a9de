"""Accounts of a producer are told of what it loses."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0007_change_feed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="dossier",
            name="noted_dossiers_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dossier",
            name="noted_dossiers_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="noted_evidence_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="noted_evidence_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="producer",
            name="noted_producers_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="producer",
            name="noted_producers_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="product",
            name="noted_products_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="product",
            name="noted_products_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."kind", n."year", n."star_sought", n."law_pack", n."state", n."report", n."assessment", n."samples", n."certificate_expires_on", n."submitted_on", n."clock_kind", n."clock_due_on", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."kind", o."year", o."star_sought", o."law_pack", o."state", o."report", o."assessment", o."samples", o."certificate_expires_on", o."submitted_on", o."clock_kind", o."clock_due_on", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id") IS DISTINCT FROM (o."product_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="cbec2f2a8c7706dbbfb8adc550a9ee522bbd92c0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_dossiers_update_47247",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_dossier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="d6bd0ec335980fc20ccbaa32e47fbb197a93e0eb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_dossiers_delete_9a22d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_dossier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_evidence_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."stored_id", n."kind", n."title", n."file_name", n."issuer", n."number", n."issued_on", n."expires_on", n."is_sensitive", n."uploaded_by_id", n."removed_at") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."stored_id", o."kind", o."title", o."file_name", o."issuer", o."number", o."issued_on", o."expires_on", o."is_sensitive", o."uploaded_by_id", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."is_sensitive", n."removed_at") IS DISTINCT FROM (o."producer_id", o."is_sensitive", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="56b2a24a607b3ffde87823fc8b29a42a19f93195",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_evidence_update_1b5e4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_evidence_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'evidence', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="011aa8daf85a85096fe48fe6e8733845bf35485d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_evidence_delete_8ca79",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producer",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."name", n."legal_form", n."unit_id", n."address", n."representative", n."phone", n."tax_code", n."email", n."founded_on", n."registration_number", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."name", o."legal_form", o."unit_id", o."address", o."representative", o."phone", o."tax_code", o."email", o."founded_on", o."registration_number", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT -o.id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE (n."unit_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."unit_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="8b0da8cbd7710e328c8c4ae37a475efdb839a3be",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_producers_update_96537",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_producer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producer",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT -o.id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="31d9c73e2ded75e89e6baaeb758118dde27f5941",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_producers_delete_e8278",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_producer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."name", n."product_set", n."product_set_1048", n."official_code", n."description", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."name", o."product_set", o."product_set_1048", o."official_code", o."description", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."producer_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="907e17b652a39632e7e6777b635b327bfab7070d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_products_update_8f807",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id UNION SELECT -o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="5af4076a52fdbb58fb967745cb683483c7e87dff",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_products_delete_75db2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_product",
                    when="AFTER",
                ),
            ),
        ),
    ]

"""What changes is noted for the change feed; what is there already is its beginning."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


BEGINNING = """
    INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads)
    SELECT '%s', 'saved', array_agg(id ORDER BY id), '{}', false FROM %s HAVING count(*) > 0
"""
RECORDS = [
    ("producers", "products_producer"),
    ("products", "products_product"),
    ("evidence", "products_evidence"),
    ("dossiers", "products_dossier"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_change_notes"),
        ("products", "0006_life_of_a_plan"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="bb54320b6ebd68babde7464d3556b4c7a0099c69",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_dossiers_insert_79491",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_dossier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dossier",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."kind", n."year", n."star_sought", n."law_pack", n."state", n."report", n."assessment", n."samples", n."certificate_expires_on", n."submitted_on", n."clock_kind", n."clock_due_on", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."kind", o."year", o."star_sought", o."law_pack", o."state", o."report", o."assessment", o."samples", o."certificate_expires_on", o."submitted_on", o."clock_kind", o."clock_due_on", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id") IS DISTINCT FROM (o."product_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="7a906ced727ae0cb095f277681a50037f1e29cfa",
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
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="78b63b047e35df7655c1950ea6fe6181a1e989a6",
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
                name="noted_evidence_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'evidence', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="0c5e7cd6bd6f89e60eb4b181f3129b44fbc0acf1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_evidence_insert_622ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_evidence_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."stored_id", n."kind", n."title", n."file_name", n."issuer", n."number", n."issued_on", n."expires_on", n."is_sensitive", n."uploaded_by_id", n."removed_at") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."stored_id", o."kind", o."title", o."file_name", o."issuer", o."number", o."issued_on", o."expires_on", o."is_sensitive", o."uploaded_by_id", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'evidence\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."is_sensitive", n."removed_at") IS DISTINCT FROM (o."producer_id", o."is_sensitive", o."removed_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="a2676050d66d0afacef1131bda3507b9b20ad0f9",
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
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'evidence', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="a79e380436656fb0c885ad353fcd3cddfa72a3e1",
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
            model_name="evidencelink",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.dossier_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="750096fc8538456d0828ab6eb645e51e064b34d8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_dossiers_insert_49b61",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_evidencelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencelink",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."evidence_id", n."requirement", n."note") IS DISTINCT FROM (o."id", o."dossier_id", o."evidence_id", o."requirement", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."evidence_id", n."requirement", n."note") IS DISTINCT FROM (o."id", o."dossier_id", o."evidence_id", o."requirement", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="0ea7ab9388a6bafd5250b33b92714adaa63a8efc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_dossiers_update_6501f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_evidencelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencelink",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="9aff6b7d25766d23b8b4fe5b70854935e508a7e6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_dossiers_delete_4b5b2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_evidencelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalformperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="e467eaebf7dbe95e12d20face55e49310a0ed0a2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_producers_insert_dab45",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_legalformperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalformperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."legal_form", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."legal_form", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."legal_form", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."legal_form", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="5b243f56084bf7d886df65f4ce2fe45485606e92",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_producers_update_0088a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_legalformperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalformperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="4d7d537fd7d969d7902c5bfa1452b9d77ae20037",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_producers_delete_83d3d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_legalformperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producer",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="7c179b247d7024ff6c7e247d58310396fd16578c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_producers_insert_5c0c5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_producer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producer",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."name", n."legal_form", n."unit_id", n."address", n."representative", n."phone", n."tax_code", n."email", n."founded_on", n."registration_number", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."name", o."legal_form", o."unit_id", o."address", o."representative", o."phone", o."tax_code", o."email", o."founded_on", o."registration_number", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE (n."unit_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."unit_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="a176488e0fba4389db90abdcfbc145d5910aa8a6",
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
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="c3f9068c8444d1f59ae2d1ae816cd580b1e1fc7b",
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
            model_name="producerattribution",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', true FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="a8aa57b41dfac5272ef317a54fca358793564672",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_producers_insert_52350",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_producerattribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producerattribution",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', true FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."reform_id", n."unit_id", n."decided_by_id", n."decided_at") IS DISTINCT FROM (o."id", o."producer_id", o."reform_id", o."unit_id", o."decided_by_id", o."decided_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', true FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."reform_id", n."unit_id", n."decided_by_id", n."decided_at") IS DISTINCT FROM (o."id", o."producer_id", o."reform_id", o."unit_id", o."decided_by_id", o."decided_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.producer_id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE (n."unit_id", n."producer_id") IS DISTINCT FROM (o."unit_id", o."producer_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="d34bd7780f45d49babade84739aa942a68ef54c6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_producers_update_92249",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_producerattribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producerattribution",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.producer_id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="89e8c57866ff68c4f6d76109aeca1454dafef514",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_producers_delete_f143b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_producerattribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producerlocation",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="640e299c7ec973dc2f70cc1883eb2d843d4b1c8c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_producers_insert_0c4de",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_producerlocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producerlocation",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."unit_id", n."address", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."unit_id", o."address", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."producer_id", n."unit_id", n."address", n."since", n."note") IS DISTINCT FROM (o."id", o."producer_id", o."unit_id", o."address", o."since", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="ac1240ac4599eb10bdeb8c4c42a562ef09ada253",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_producers_update_ab012",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_producerlocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="producerlocation",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="366b4dea1cee53ff9d5d8b9e893d60cea85a8c83",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_producers_delete_d7e73",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_producerlocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="d2f2a6f87c60a0fe16fd1d41b38e91bf971e7ec6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_products_insert_3f993",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."name", n."product_set", n."product_set_1048", n."official_code", n."description", n."source_note", n."is_illustration", n."merged_into_id") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."name", o."product_set", o."product_set_1048", o."official_code", o."description", o."source_note", o."is_illustration", o."merged_into_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id) AS place(unit) ON true WHERE (n."producer_id", n."name", n."merged_into_id", n."is_illustration") IS DISTINCT FROM (o."producer_id", o."name", o."merged_into_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="1ae580428d7a09e8e8cd83144cb9b0dbea0ea2fa",
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
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = o.producer_id UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = o.producer_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="beb21222869c2acc590dbe3c0f7dac7dd8e5b351",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_products_delete_75db2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_product",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcode",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.product_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="0a00e9b161e9528377a04cbef7e6cca8711a1a89",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_products_insert_25df5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_productcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcode",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."product_id", n."code", n."era", n."unit_id", n."serial", n."year", n."is_assigned", n."created_at") IS DISTINCT FROM (o."id", o."product_id", o."code", o."era", o."unit_id", o."serial", o."year", o."is_assigned", o."created_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."product_id", n."code", n."era", n."unit_id", n."serial", n."year", n."is_assigned", n."created_at") IS DISTINCT FROM (o."id", o."product_id", o."code", o."era", o."unit_id", o."serial", o."year", o."is_assigned", o."created_at") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="8265b224998c674966a944388a3914e1fa5d3e17",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_products_update_eb57e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_productcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productcode",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="6120305cc4cc5925e27ae486202b08fef4009e47",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_products_delete_aeeaf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_productcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.dossier_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="554d8bc61a60efe954034d3f63d87d93db9d235d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_dossiers_insert_089c1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."level", n."unit_id", n."year", n."number", n."text", n."received_on", n."received_by_id") IS DISTINCT FROM (o."id", o."dossier_id", o."level", o."unit_id", o."year", o."number", o."text", o."received_on", o."received_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'dossiers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."dossier_id", n."level", n."unit_id", n."year", n."number", n."text", n."received_on", n."received_by_id") IS DISTINCT FROM (o."id", o."dossier_id", o."level", o."unit_id", o."year", o."number", o."text", o."received_on", o."received_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="ec734dd9a0a03d8d7451336b34cdb732f947044d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_dossiers_update_927a7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_dossiers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'dossiers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.dossier_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="58187cf80e27272a6ec990afd268a29cdd351c2d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_dossiers_delete_57bb1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_receipt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yearfigures",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.producer_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="f3ba9e656728b186a18416c955d7797549178595",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_producers_insert_1f0cb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="products_yearfigures",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yearfigures",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."year", n."workers", n."workers_local", n."capital", n."capital_local", n."revenue", n."profit") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."year", o."workers", o."workers_local", o."capital", o."capital_local", o."revenue", o."profit") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'producers\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."producer_id", n."year", n."workers", n."workers_local", n."capital", n."capital_local", n."revenue", n."profit") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."producer_id", o."year", o."workers", o."workers_local", o."capital", o."capital_local", o."revenue", o."profit") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="c7755838a640f785df472e4c5df54c2cd78e248b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_producers_update_239dd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="products_yearfigures",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yearfigures",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_producers_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'producers', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.producer_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="73e9ae582e022e6b85e312c247bf858a0986faa2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_producers_delete_272b9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="products_yearfigures",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(BEGINNING % record, migrations.RunSQL.noop) for record in RECORDS),
    ]

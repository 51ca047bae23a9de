"""What changes is noted for the change feed; what is there already is its beginning."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


BEGINNING = """
    INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads)
    SELECT '%s', 'saved', array_agg(id ORDER BY id), '{}', false FROM %s HAVING count(*) > 0
"""
RECORDS = [("recognitions", "evaluations_recognition")]


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_change_notes"),
        ("evaluations", "0003_enter_decisions"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="873567e37867d14d9f73b83a32885d635742c9d0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_recognitions_insert_9bf3c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."unit_id", n."year", n."serial", n."number", n."product_name", n."product_code", n."producer_name", n."address", n."issued_on") IS DISTINCT FROM (o."id", o."recognition_id", o."unit_id", o."year", o."serial", o."number", o."product_name", o."product_code", o."producer_name", o."address", o."issued_on") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."unit_id", n."year", n."serial", n."number", n."product_name", n."product_code", n."producer_name", n."address", n."issued_on") IS DISTINCT FROM (o."id", o."recognition_id", o."unit_id", o."year", o."serial", o."number", o."product_name", o."product_code", o."producer_name", o."address", o."issued_on") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="053103b320b7e33ab66b3d1c70305625f7837a22",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_recognitions_update_a146d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="0fccadb5f57772b80e46242345e841724d4397d8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_recognitions_delete_a3d07",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="4f4420fca58cc9f12f125855e48d1311d3d9bc9e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_recognitions_insert_6b4e3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."until", n."document_number", n."decided_on", n."reason", n."recorded_by_id") IS DISTINCT FROM (o."id", o."recognition_id", o."until", o."document_number", o."decided_on", o."reason", o."recorded_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."recognition_id", n."until", n."document_number", n."decided_on", n."reason", n."recorded_by_id") IS DISTINCT FROM (o."id", o."recognition_id", o."until", o."document_number", o."decided_on", o."reason", o."recorded_by_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="6b397a645329853b5d12cf44ac0ce44cdc112b62",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_recognitions_update_5df24",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateextension",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="f8559d567b3f6c247ba4efffa6df5fd7e0409ec0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_recognitions_delete_404e1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_certificateextension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.product_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="4c6d19bad6fa1de9531534ae9d93dba11971eeca",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_products_insert_7c7bb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'products\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="c71a612e7df2aabb4f3b296955e9b0fea2d7740c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_products_update_0c316",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_products_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'products', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.product_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="0cd69a3f5ce3911f038548a4ed946f2a86716328",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_products_delete_28264",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="2bcda69deca7210686fc594df6fc93900899444b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_recognitions_insert_5b2bb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id", n."is_illustration") IS DISTINCT FROM (o."product_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="39e649914ba291e1b67a3d714ce213feee29a138",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_recognitions_update_6839b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="c11073d341da8cecbc02963bf9f26a83e0314bb1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_recognitions_delete_2d852",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.recognition_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="2705f92c2dd8f3df241df9d20a53b95fe6e3b750",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_recognitions_insert_309fa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."recognition_id", n."ground", n."concluded_on", n."conclusion", n."due_on", n."state", n."decision_number", n."decided_on", n."note") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."recognition_id", o."ground", o."concluded_on", o."conclusion", o."due_on", o."state", o."decision_number", o."decided_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."recognition_id", n."ground", n."concluded_on", n."conclusion", n."due_on", n."state", n."decision_number", n."decided_on", n."note") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."recognition_id", o."ground", o."concluded_on", o."conclusion", o."due_on", o."state", o."decision_number", o."decided_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="8a8d99b95b1b20cbd6b079c04a57502fa5767b41",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_recognitions_update_2f8ae",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.recognition_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="93cb8edc99c8c52d148677bee63f35b174cd99bf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_recognitions_delete_15f4e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(BEGINNING % record, migrations.RunSQL.noop) for record in RECORDS),
    ]

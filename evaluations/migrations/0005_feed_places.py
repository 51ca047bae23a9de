"""Accounts of a producer are told of what it loses."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0004_change_feed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="recognition",
            name="noted_recognitions_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="recognition",
            name="noted_recognitions_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_recognitions_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."product_id", n."unit_id", n."star", n."kind", n."body", n."decision_number", n."decided_on", n."expires_on", n."score", n."decision_item_id", n."body_note", n."source_note", n."is_illustration") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."product_id", o."unit_id", o."star", o."kind", o."body", o."decision_number", o."decided_on", o."expires_on", o."score", o."decision_item_id", o."body_note", o."source_note", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'recognitions\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE (n."product_id", n."is_illustration") IS DISTINCT FROM (o."product_id", o."is_illustration") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="322103d37b361ff7621b9a51542c22134b84fe7d",
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
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'recognitions', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT p.unit_id FROM products_producer p WHERE p.id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = (SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id) UNION SELECT -(SELECT q.producer_id FROM products_product q WHERE q.id = o.product_id)) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="55a45b26f8c9b7d2797462f45fd26719a0e44b9b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_recognitions_delete_2d852",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="evaluations_recognition",
                    when="AFTER",
                ),
            ),
        ),
    ]

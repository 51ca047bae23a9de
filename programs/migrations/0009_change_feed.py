"""What changes is noted for the change feed; what is there already is its beginning."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


BEGINNING = """
    INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads)
    SELECT '%s', 'saved', array_agg(id ORDER BY id), '{}', false FROM %s HAVING count(*) > 0
"""
RECORDS = [("units", "programs_unit"), ("plans", "programs_plan")]


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_change_notes"),
        ("programs", "0008_work_given_once"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="0a60a0dc85879150438958a3dbcf8c7a20980510",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_plans_insert_63735",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."unit_id", n."year", n."slug", n."title", n."closed_on", n."closing_note") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."unit_id", o."year", o."slug", o."title", o."closed_on", o."closing_note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o JOIN new_values n ON n.id = o.id LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE (n."unit_id") IS DISTINCT FROM (o."unit_id") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="888d8ed92025fcdb00c278a831dd4c1adec67e9c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_plans_update_f887c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'gone', array_agg(x.id), array_agg(x.unit), true FROM (SELECT DISTINCT o.id AS id, place.unit FROM old_values o LEFT JOIN LATERAL (SELECT o.unit_id) AS place(unit) ON true WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="78cd1a5ff9ac4b101bbe58c36e6daa965bbbef1a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_plans_delete_f7f47",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planversion",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.plan_id AS id FROM new_values n WHERE n.state = 'issued' AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="83361eafea18d1a82373598fb0fb7d63a725758f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_plans_insert_eff6f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_planversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planversion",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.plan_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."plan_id", n."state", n."stage", n."purpose", n."reason", n."based_on_id", n."replaces_id", n."number", n."symbol", n."issued_on", n."place", n."issuer_parent", n."issuer", n."abstract", n."opening", n."closing", n."annex_title", n."annex_columns", n."signer_authority", n."signer_title", n."signer_name", n."source", n."source_note", n."corrections") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."plan_id", o."state", o."stage", o."purpose", o."reason", o."based_on_id", o."replaces_id", o."number", o."symbol", o."issued_on", o."place", o."issuer_parent", o."issuer", o."abstract", o."opening", o."closing", o."annex_title", o."annex_columns", o."signer_authority", o."signer_title", o."signer_name", o."source", o."source_note", o."corrections") AND n.state = \'issued\' AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.plan_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."created_at", n."updated_at", n."revision", n."plan_id", n."state", n."stage", n."purpose", n."reason", n."based_on_id", n."replaces_id", n."number", n."symbol", n."issued_on", n."place", n."issuer_parent", n."issuer", n."abstract", n."opening", n."closing", n."annex_title", n."annex_columns", n."signer_authority", n."signer_title", n."signer_name", n."source", n."source_note", n."corrections") IS DISTINCT FROM (o."id", o."created_at", o."updated_at", o."revision", o."plan_id", o."state", o."stage", o."purpose", o."reason", o."based_on_id", o."replaces_id", o."number", o."symbol", o."issued_on", o."place", o."issuer_parent", o."issuer", o."abstract", o."opening", o."closing", o."annex_title", o."annex_columns", o."signer_authority", o."signer_title", o."signer_name", o."source", o."source_note", o."corrections") AND o.state = \'issued\' AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="0db5b0b7b4a3da6c715a8f7579eecabb40af4b62",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_plans_update_b40a6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_planversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planversion",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.plan_id AS id FROM old_values o WHERE o.state = 'issued' AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="c35c5de1626a5b4988692a608d57b5e0bb05db75",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_plans_delete_48779",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_planversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT (SELECT v.plan_id FROM programs_planversion v WHERE v.id = n.version_id AND v.state = 'issued') AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="8cbd17239bc8e6ac842b8a812bf6b60be5d53012",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_plans_insert_88ed1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT (SELECT v.plan_id FROM programs_planversion v WHERE v.id = n.version_id AND v.state = \'issued\') AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."version_id", n."unit_id", n."order", n."printed_name", n."star", n."kind", n."committed", n."working", n."wording") IS DISTINCT FROM (o."id", o."version_id", o."unit_id", o."order", o."printed_name", o."star", o."kind", o."committed", o."working", o."wording") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'plans\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT (SELECT v.plan_id FROM programs_planversion v WHERE v.id = o.version_id AND v.state = \'issued\') AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."version_id", n."unit_id", n."order", n."printed_name", n."star", n."kind", n."committed", n."working", n."wording") IS DISTINCT FROM (o."id", o."version_id", o."unit_id", o."order", o."printed_name", o."star", o."kind", o."committed", o."working", o."wording") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="c8f6ce64a9db0d28753f0c30fefe38e6b5a4ee6a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_plans_update_53789",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_plans_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'plans', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT (SELECT v.plan_id FROM programs_planversion v WHERE v.id = o.version_id AND v.state = 'issued') AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="020b8ef3d17c7c0e2d540d598dd26ffba4834298",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_plans_delete_302ff",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_target",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'units', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="3abd1b838c3415aefde1c281169604c91275bc0b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_units_insert_5e39b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'units\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."code", n."tier", n."kind", n."name", n."valid_from", n."valid_to", n."parent_code", n."path", n."instrument_from_id", n."instrument_to_id", n."lat", n."lon") IS DISTINCT FROM (o."id", o."code", o."tier", o."kind", o."name", o."valid_from", o."valid_to", o."parent_code", o."path", o."instrument_from_id", o."instrument_to_id", o."lat", o."lon") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="8ca02c97d3513ec6c80b1de697274242838564b1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_units_update_64866",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'units', 'gone', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="3d31d7ff7714fa9db423d51032602f49229919ee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_units_delete_1334f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitlineage",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'units', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT n.predecessor_id AS id FROM new_values n WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="960c93170c5c590830d3830dd1f4e490f0941f65",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_noted_units_insert_0ee2a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_unitlineage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitlineage",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'units\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT n.predecessor_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."predecessor_id", n."successor_id", n."extent", n."is_default", n."instrument_id", n."effective_on", n."note") IS DISTINCT FROM (o."id", o."predecessor_id", o."successor_id", o."extent", o."is_default", o."instrument_id", o."effective_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT \'units\', \'saved\', array_agg(x.id), \'{}\', false FROM (SELECT DISTINCT o.predecessor_id AS id FROM old_values o JOIN new_values n ON n.id = o.id WHERE (n."id", n."predecessor_id", n."successor_id", n."extent", n."is_default", n."instrument_id", n."effective_on", n."note") IS DISTINCT FROM (o."id", o."predecessor_id", o."successor_id", o."extent", o."is_default", o."instrument_id", o."effective_on", o."note") AND true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;',
                    hash="704b6c52229091cae4d855f10fa97412279883ad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_noted_units_update_8ef48",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="programs_unitlineage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitlineage",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_units_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO api_changenote (resource, kind, object_ids, unit_ids, spreads) SELECT 'units', 'saved', array_agg(x.id), '{}', false FROM (SELECT DISTINCT o.predecessor_id AS id FROM old_values o WHERE true) x WHERE x.id IS NOT NULL HAVING count(*) > 0; RETURN NULL;",
                    hash="f91e11a8a5feb2518b8a35d26ad970b686ba0429",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_noted_units_delete_9c879",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_unitlineage",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(BEGINNING % record, migrations.RunSQL.noop) for record in RECORDS),
    ]

from django.db import migrations

from qifu.lib.append_only import append_only_sql, seal_lock_sql


def refuse_changes(apps, schema_editor):
    connection = schema_editor.connection
    sql = [append_only_sql(connection.vendor, table) for table in ("appeals_event", "appeals_seal")]
    sql.append(seal_lock_sql(connection.vendor, "appeals_event"))
    with connection.cursor() as cursor:
        for statements in sql:
            for statement in connection.ops.prepare_sql_script(statements):
                cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]

from django.db import migrations

from qifu.lib.append_only import append_only_sql


def refuse_changes(apps, schema_editor):
    sql = append_only_sql(schema_editor.connection.vendor, "organisations_logentry")
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.prepare_sql_script(sql):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]

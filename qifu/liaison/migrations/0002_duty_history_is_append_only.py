from django.db import migrations

from qifu.lib.append_only import append_only_sql


def refuse_changes(apps, schema_editor):
    connection = schema_editor.connection
    statements = append_only_sql(connection.vendor, "liaison_dutyevent")
    with connection.cursor() as cursor:
        for statement in connection.ops.prepare_sql_script(statements):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("liaison", "0001_programme_and_duties")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]

"""The migration by which an app's tables become append-only in the database itself."""

from typing import Any

from django.db import migrations

from qifu.lib.append_only import append_only_sql, seal_lock_sql


def append_only(*tables: str, sealed: tuple[str, ...] = ()) -> migrations.RunPython:
    """`sealed` tables also hold the sealer's lock while rows are inserted (see lib.append_only)."""

    def refuse_changes(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        scripts = [append_only_sql(connection.vendor, table) for table in tables]
        scripts += [seal_lock_sql(connection.vendor, table) for table in sealed]
        with connection.cursor() as cursor:
            for script in scripts:
                for statement in connection.ops.prepare_sql_script(script):
                    cursor.execute(statement)

    return migrations.RunPython(refuse_changes, migrations.RunPython.noop)

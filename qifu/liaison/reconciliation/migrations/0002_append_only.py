from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reconciliation", "0001_initial")]
    operations = [append_only("reconciliation_differenceevent")]

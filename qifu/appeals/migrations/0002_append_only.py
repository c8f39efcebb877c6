from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial")]
    operations = [append_only("appeals_event", "appeals_seal", sealed=("appeals_event",))]

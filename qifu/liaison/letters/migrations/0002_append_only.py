from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [append_only("letters_letterversion"), append_only("letters_deliveryevent")]

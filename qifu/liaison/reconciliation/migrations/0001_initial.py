import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0001_squashed_0016_figures_defined'),
        ('enterprises', '0001_initial'),
        ('organisations', '0003_merged_units'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Run',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(max_length=100, verbose_name='Purpose')),
                    ('left_name', models.CharField(max_length=60, verbose_name='The left list')),
                    ('right_name', models.CharField(max_length=60, verbose_name='The right list')),
                    ('left_file_name', models.CharField(max_length=100)),
                    ('right_file_name', models.CharField(max_length=100)),
                    ('tolerance', models.DecimalField(decimal_places=2, default=0, max_digits=18, verbose_name='Amounts may differ by')),
                    ('columns', models.JSONField(default=dict)),
                    ('stage', models.CharField(choices=[('columns', 'Columns to be confirmed'), ('running', 'Being matched'), ('done', 'Matched')], default='columns', max_length=8)),
                    ('counts', models.JSONField(default=dict)),
                    ('bad', models.JSONField(default=list)),
                    ('at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.job')),
                    ('left_file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('right_file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'verbose_name': 'Reconciliation',
                    'verbose_name_plural': 'Reconciliations',
                    'ordering': ('-at', '-id'),
                    'indexes': [models.Index(fields=['district', '-at', '-id'], name='runs_newest_first'), models.Index(fields=['district', 'left_file', 'right_file'], name='runs_of_files')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='run_made_once')],
                },
            ),
            migrations.CreateModel(
                name='Difference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('amounts', 'Amounts differ'), ('only_left', 'Only in the left list'), ('only_right', 'Only in the right list'), ('likeness', 'Alike: to be confirmed'), ('ambiguous', 'Several companies of one name'), ('matched', 'Agree')], max_length=10)),
                    ('how', models.CharField(blank=True, choices=[('', '—'), ('code', 'By credit code'), ('name', 'By name'), ('likeness', 'By likeness'), ('person', 'Confirmed by a person')], max_length=8)),
                    ('score', models.PositiveSmallIntegerField(default=0)),
                    ('code', models.CharField(blank=True, max_length=18, verbose_name='Credit code')),
                    ('left_name', models.CharField(blank=True, max_length=200)),
                    ('right_name', models.CharField(blank=True, max_length=200)),
                    ('left_total', models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='')),
                    ('right_total', models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name='')),
                    ('left_rows', models.JSONField(default=list)),
                    ('right_rows', models.JSONField(default=list)),
                    ('stage', models.CharField(blank=True, choices=[('', '—'), ('open', 'To be cleared'), ('explained', 'Explained'), ('corrected', 'Corrected'), ('appeal', 'Became an appeal'), ('checked', 'Checked by the office')], max_length=9)),
                    ('due_at', models.DateTimeField(null=True, verbose_name='To be cleared by')),
                    ('at', models.DateTimeField()),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='enterprises.enterprise')),
                    ('owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Owner unit')),
                    ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='reconciliation.run')),
                ],
                options={
                    'verbose_name': 'Difference',
                    'verbose_name_plural': 'Differences',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['run', 'kind', 'id'], name='differences_by_kind'), models.Index(fields=['run', 'stage', 'id'], name='differences_by_stage'), models.Index(fields=['run', 'unit', 'id'], name='differences_by_unit'), models.Index(fields=['run', 'code'], name='differences_by_code'), models.Index(fields=['unit', 'stage', 'due_at', 'id'], name='differences_owed'), models.Index(fields=['enterprise', '-at', '-id'], name='differences_of_company')],
                },
            ),
            migrations.CreateModel(
                name='DifferenceEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('difference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='reconciliation.difference')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
        ]),
    ]

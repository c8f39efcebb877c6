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
                name='Circular',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80, verbose_name='Heading')),
                    ('about', models.CharField(choices=[('approval', 'Major approval'), ('plan', 'Plan'), ('other', 'Other matter')], max_length=8, verbose_name='On')),
                    ('subject', models.CharField(blank=True, max_length=120, verbose_name='Approval or plan that it concerns')),
                    ('text', models.TextField(max_length=10000, verbose_name='Text')),
                    ('public', models.BooleanField(default=False, verbose_name='Everybody may read it on the public page')),
                    ('stage', models.CharField(choices=[('draft', 'Draft'), ('issued', 'Issued'), ('superseded', 'Replaced by a newer version'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                    ('target', models.JSONField(null=True)),
                    ('at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('reminded_on', models.DateField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('issued_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successor', to='circulars.circular')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Issuing unit')),
                    ('withdrawn_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'Circular',
                    'verbose_name_plural': 'Circulars',
                    'ordering': ('-at', '-id'),
                    'indexes': [models.Index(fields=['district', '-at', '-id'], name='circular_newest_first'), models.Index(fields=['unit', '-at', '-id'], name='circular_by_unit'), models.Index(fields=['district', 'stage', '-at', '-id'], name='circular_by_stage'), models.Index(fields=['district', 'about', '-at', '-id'], name='circular_by_matter')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='circular_drafted_once')],
                },
            ),
            migrations.CreateModel(
                name='CircularFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('circular', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='circulars.circular')),
                    ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='CircularReceipt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('read_by', models.CharField(blank=True, max_length=60)),
                    ('reminded_at', models.DateTimeField(null=True)),
                    ('circular', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='circulars.circular')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enterprises.enterprise')),
                    ('street', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['circular', 'id'], name='circular_receipts'), models.Index(fields=['circular', 'street', 'id'], name='circular_receipts_by_street'), models.Index(condition=models.Q(('read_at', None)), fields=['circular', 'id'], name='circular_receipts_unread'), models.Index(fields=['enterprise', '-at', '-id'], name='circular_of_company'), models.Index(fields=['district', 'read_at'], name='circular_reads_by_day')],
                    'constraints': [models.UniqueConstraint(fields=('circular', 'enterprise'), name='company_has_circular_once')],
                },
            ),
        ]),
    ]

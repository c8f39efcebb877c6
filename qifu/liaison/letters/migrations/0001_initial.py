import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('enterprises', '0001_initial'),
        ('organisations', '0003_merged_units'),
        ('organisations', '__first__'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80, verbose_name='Heading of the letter')),
                    ('text', models.TextField(max_length=8000, verbose_name='Text of the letter')),
                    ('dated_on', models.DateField(verbose_name='Date of the letter')),
                    ('due_on', models.DateField(verbose_name='To be delivered by')),
                    ('target', models.JSONField(default=dict)),
                    ('stage', models.CharField(choices=[('draft', 'Draft'), ('sending', 'Being delivered'), ('closed', 'Closed')], default='draft', max_length=8)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('listed', models.PositiveIntegerField(default=0)),
                    ('started_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'verbose_name': 'Letter',
                    'verbose_name_plural': 'Letters',
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', '-id'], name='letter_newest_first'), models.Index(fields=['district', 'started_at'], name='letter_by_start')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='letter_written_once')],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('waiting', 'To be delivered'), ('delivered', 'Delivered'), ('moved', 'Moved or not found'), ('dropped', 'Cannot be delivered')], default='waiting', max_length=9)),
                    ('said', models.TextField(blank=True, max_length=2000, verbose_name='What they said')),
                    ('address', models.CharField(blank=True, max_length=150, verbose_name='New address')),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='enterprises.enterprise')),
                    ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('street', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('letter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='letters.letter')),
                ],
                options={
                    'verbose_name': 'Delivery of a letter',
                    'verbose_name_plural': 'Deliveries',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['letter', 'id'], name='deliveries_of_letter'), models.Index(fields=['letter', 'state', 'id'], name='deliveries_by_state'), models.Index(fields=['letter', 'street', 'state', 'id'], name='deliveries_by_street'), models.Index(fields=['letter', 'officer', 'state', 'id'], name='deliveries_by_officer'), models.Index(fields=['officer', 'state', 'letter'], name='deliveries_of_officer'), models.Index(fields=['enterprise', '-at'], name='deliveries_of_company'), models.Index(fields=['unit', 'state', 'letter'], name='deliveries_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('at__isnull', False)), _connector='OR'), name='delivery_knows_when')],
                },
            ),
            migrations.CreateModel(
                name='DeliveryEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=9)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='letters.delivery')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='LetterVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField()),
                    ('title', models.CharField(max_length=80)),
                    ('text', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('letter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='letters.letter')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('letter', 'version'), name='letter_version_once')],
                },
            ),
        ]),
    ]

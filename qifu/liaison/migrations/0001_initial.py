import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                    ('title', models.CharField(max_length=60, verbose_name='Title')),
                    ('document_number', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[A-Za-z\\u4e00-\\u9fff]*〔(19|20)\\d\\d〕[1-9]\\d*号$', 'Write the document number as 〔2026〕11号: hexagonal brackets round the year, no leading zero.')], verbose_name='Document number')),
                    ('aims', models.TextField(max_length=2000, verbose_name='Aims')),
                    ('begins_on', models.DateField(verbose_name='Begins')),
                    ('ends_on', models.DateField(verbose_name='Ends')),
                    ('stage', models.CharField(choices=[('draft', 'Draft'), ('running', 'Running'), ('ended', 'Ended')], default='draft', editable=False, max_length=8, verbose_name='Stage')),
                    ('report_day', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='Monthly report due on day')),
                    ('aspects', models.ManyToManyField(related_name='+', to='appeals.aspect', verbose_name='Aspects')),
                    ('deputies', models.ManyToManyField(blank=True, related_name='+', to='organisations.leader', verbose_name='Deputy heads of the leading group')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisations.district')),
                    ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.leader', verbose_name='Head of the leading group')),
                    ('members', models.ManyToManyField(blank=True, related_name='+', to='organisations.leader', verbose_name='Leaders who are members')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Programme office')),
                ],
                options={
                    'ordering': ('-year', '-id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'running')), fields=('district',), name='one_programme_runs_a_district'), models.UniqueConstraint(fields=('district', 'year', 'title'), name='programme_title_once_a_year', violation_error_message='There is a programme of this year with this title already.'), models.CheckConstraint(condition=models.Q(('begins_on__lte', models.F('ends_on'))), name='programme_begins_before_it_ends', violation_error_message='The programme ends before it begins: correct the two days.')],
                },
            ),
            migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80, verbose_name='Duty')),
                    ('content', models.TextField(max_length=2000, verbose_name='What is to be done')),
                    ('due_at', models.DateTimeField(verbose_name='Due')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='Order')),
                    ('stage', models.CharField(choices=[('draft', 'Not handed down'), ('open', 'In hand'), ('finished', 'Finished'), ('dropped', 'Dropped')], default='draft', editable=False, max_length=8, verbose_name='Stage')),
                    ('percent', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='Done')),
                    ('handed_down_at', models.DateTimeField(editable=False, null=True)),
                    ('ended_at', models.DateTimeField(editable=False, null=True)),
                    ('aspect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.aspect', verbose_name='Aspect')),
                    ('co_units', models.ManyToManyField(blank=True, related_name='+', to='organisations.unit', verbose_name='Co-operating units')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Responsible unit')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='liaison.programme')),
                ],
                options={
                    'ordering': ('order', 'id'),
                    'indexes': [models.Index(fields=['district', 'due_at', 'id'], name='duties_by_due')],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'unit', 'title'), name='duty_title_once_a_unit')],
                },
            ),
            migrations.CreateModel(
                name='DutyEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=16)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('month', models.DateField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='liaison.duty')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='MemberUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('responsible_name', models.CharField(blank=True, max_length=40, verbose_name='Responsible leader')),
                    ('contact_name', models.CharField(blank=True, max_length=40, verbose_name='Contact officer')),
                    ('contact_phone', models.CharField(blank=True, max_length=30, verbose_name='Telephone')),
                    ('contact', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('responsible', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_units', to='liaison.programme')),
                ],
                options={
                    'ordering': ('unit__order', 'unit_id'),
                    'constraints': [models.UniqueConstraint(fields=('programme', 'unit'), name='member_unit_once')],
                },
            ),
            migrations.CreateModel(
                name='InstitutionInUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='institutions', to='liaison.programme')),
                ],
                options={
                    'ordering': ('number',),
                    'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='institution_once')],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('heading', models.CharField(choices=[('plan', 'Planning and research in place'), ('organisation', 'Organisation in place'), ('publicity', 'Publicity in place'), ('institutions', 'Lasting institutions in place'), ('supervision', 'Supervision in place')], max_length=12, verbose_name='Heading')),
                    ('title', models.CharField(max_length=100, verbose_name='Title')),
                    ('on', models.DateField(verbose_name='Date')),
                    ('document_number', models.CharField(blank=True, max_length=40, verbose_name='Document number')),
                    ('file_name', models.CharField(blank=True, max_length=100, verbose_name='File name')),
                    ('struck', models.BooleanField(default=False, verbose_name='Struck out')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='liaison.programme')),
                ],
                options={
                    'ordering': ('-on', '-id'),
                    'constraints': [models.UniqueConstraint(fields=('programme', 'heading', 'title', 'on'), name='evidence_entered_once')],
                },
            ),
            migrations.CreateModel(
                name='DutyReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField(verbose_name='Month')),
                    ('text', models.TextField(max_length=2000, verbose_name='Progress')),
                    ('percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='Done')),
                    ('stage', models.CharField(choices=[('filed', 'Filed'), ('confirmed', 'Confirmed'), ('sent_back', 'Sent back')], default='filed', max_length=9, verbose_name='Stage')),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('file_name', models.CharField(blank=True, max_length=100)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='liaison.duty')),
                    ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                ],
                options={
                    'ordering': ('-month', '-id'),
                    'indexes': [models.Index(fields=['district', 'stage', 'id'], name='reports_by_stage')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'sent_back'), _negated=True), fields=('duty', 'month'), name='one_report_a_month')],
                },
            ),
        ]),
    ]

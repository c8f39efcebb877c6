import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0002_append_only'),
        ('organisations', '0002_append_only'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CalendarLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('generation', models.PositiveIntegerField(default=1)),
                    ('renewed_at', models.DateTimeField()),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('joint', 'Joint meeting'), ('special_report', 'Special report meeting')], max_length=14, verbose_name='Kind')),
                    ('title', models.CharField(max_length=80, verbose_name='Title')),
                    ('starts_at', models.DateTimeField(verbose_name='Starts')),
                    ('ends_at', models.DateTimeField(verbose_name='Ends')),
                    ('place', models.CharField(max_length=80, verbose_name='Place')),
                    ('remark', models.TextField(blank=True, max_length=1000, verbose_name='What to bring and prepare')),
                    ('stage', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held; minutes being written'), ('finalised', 'Minutes finalised'), ('cancelled', 'Cancelled')], default='planned', max_length=9)),
                    ('others', models.CharField(blank=True, max_length=300, verbose_name='Others present')),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('changed_at', models.DateTimeField()),
                    ('cancel_reason', models.TextField(blank=True, max_length=500)),
                    ('finalised_at', models.DateTimeField(null=True)),
                    ('year', models.PositiveSmallIntegerField(null=True)),
                    ('serial', models.PositiveIntegerField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('chair', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.leader', verbose_name='In the chair')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('front', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.front', verbose_name='Front')),
                ],
                options={
                    'ordering': ('-starts_at', '-id'),
                    'indexes': [models.Index(fields=['district', '-starts_at', '-id'], name='meeting_by_time'), models.Index(fields=['district', 'kind', '-starts_at', '-id'], name='meeting_by_kind'), models.Index(fields=['district', 'stage', '-starts_at', '-id'], name='meeting_by_stage'), models.Index(fields=['district', 'front', '-starts_at', '-id'], name='meeting_by_front')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('starts_at__lt', models.F('ends_at'))), name='meeting_starts_before_it_ends'), models.UniqueConstraint(fields=('district', 'year', 'serial'), name='minutes_number_once'), models.UniqueConstraint(fields=('district', 'key'), name='meeting_planned_once')],
                },
            ),
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=100, verbose_name='Topic')),
                    ('ground', models.CharField(blank=True, max_length=200)),
                    ('minutes', models.TextField(blank=True, max_length=4000, verbose_name='Minutes')),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('appeal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_items', to='appeals.appeal')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Reporting unit')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meeting')),
                ],
                options={
                    'ordering': ('position', 'id'),
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('presence', models.CharField(blank=True, choices=[('present', 'Present'), ('excused', 'Excused'), ('absent', 'Absent')], max_length=7)),
                    ('name', models.CharField(blank=True, max_length=40)),
                    ('note', models.CharField(blank=True, max_length=100)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting')),
                ],
                options={
                    'ordering': ('unit__order', 'unit_id'),
                    'indexes': [models.Index(fields=['unit', 'meeting'], name='attendance_by_unit')],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'unit'), name='unit_attends_once')],
                },
            ),
            migrations.CreateModel(
                name='Resolution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(max_length=500, verbose_name='Resolution')),
                    ('due_at', models.DateTimeField(verbose_name='To be done by')),
                    ('stage', models.CharField(choices=[('draft', 'In the draft minutes'), ('open', 'To be carried out'), ('reported', 'Reported as done; to confirm'), ('done', 'Done'), ('dropped', 'Dropped')], default='draft', max_length=8)),
                    ('report', models.TextField(blank=True, max_length=2000)),
                    ('reported_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('appeal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='appeals.appeal')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='meetings.item')),
                    ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='meetings.meeting')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Owner unit')),
                ],
                options={
                    'ordering': ('number', 'id'),
                    'indexes': [models.Index(fields=['district', 'due_at', 'id'], name='resolution_by_due'), models.Index(fields=['district', 'stage', 'due_at', 'id'], name='resolution_by_stage'), models.Index(fields=['unit', 'stage', 'due_at', 'id'], name='resolution_by_unit')],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='resolution_number_once_a_meeting'), models.UniqueConstraint(fields=('district', 'key'), name='resolved_once')],
                },
            ),
            migrations.CreateModel(
                name='MeetingEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=12)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='meetings.meeting')),
                    ('resolution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='meetings.resolution')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
        ]),
        migrations.AddField(
            model_name='item',
            name='former',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items_looking_back', to='meetings.resolution'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(condition=models.Q(('former', None)), fields=('meeting', 'appeal'), name='appeal_once_an_agenda'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('meeting', 'former'), name='former_resolution_once_an_agenda'),
        ),
    ]

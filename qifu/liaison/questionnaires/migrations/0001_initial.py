import django.db.models.deletion
import django.utils.timezone
import qifu.liaison.questionnaires.models.question
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0001_squashed_0016_figures_defined'),
        ('enterprises', '0001_initial'),
        ('liaison', '0004_findings'),
        ('organisations', '0003_merged_units'),
        ('organisations', '__first__'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Questionnaire',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80, verbose_name='Title')),
                    ('intro', models.TextField(blank=True, max_length=2000, verbose_name='What the company reads first')),
                    ('remind_days', models.PositiveSmallIntegerField(null=True, verbose_name='Remind by itself, days before the close')),
                    ('published_at', models.DateTimeField(null=True)),
                    ('closes_at', models.DateTimeField(null=True)),
                    ('reminded_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                ],
                options={
                    'verbose_name': 'Questionnaire',
                    'verbose_name_plural': 'Questionnaires',
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', '-id'], name='questionnaires_of_district'), models.Index(fields=['district', 'unit', '-id'], name='questionnaires_of_unit'), models.Index(fields=['district', 'published_at'], name='questionnaires_by_time'), models.Index(fields=['district', 'closes_at'], name='questionnaires_by_close')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='questionnaire_made_once')],
                },
            ),
            migrations.CreateModel(
                name='Recipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('generation', models.PositiveSmallIntegerField(default=1)),
                    ('told', models.CharField(blank=True, choices=[('account', 'Account'), ('email', 'E-mail'), ('hand', 'To be handed over')], max_length=8)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('reminded_at', models.DateTimeField(null=True)),
                    ('reminders', models.PositiveSmallIntegerField(default=0)),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('way', models.CharField(blank=True, choices=[('self', 'By the company itself'), ('phone', 'On the telephone'), ('visit', 'On a visit'), ('paper', 'From paper')], max_length=8, verbose_name='How')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='enterprises.enterprise')),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='questionnaires.questionnaire')),
                    ('street', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'verbose_name': 'Recipient of a questionnaire',
                    'verbose_name_plural': 'Recipients of questionnaires',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['questionnaire', 'street', 'answered_at', 'id'], name='recipients_by_street'), models.Index(fields=['questionnaire', 'answered_at', 'id'], name='recipients_answered'), models.Index(fields=['questionnaire', 'told', 'id'], name='recipients_by_told'), models.Index(fields=['questionnaire', 'way', 'id'], name='recipients_by_way'), models.Index(fields=['questionnaire', 'id'], name='recipients_in_turn'), models.Index(fields=['enterprise', '-sent_at'], name='questionnaires_of_company'), models.Index(fields=['enterprise', '-answered_at'], name='replies_of_company'), models.Index(fields=['district', 'sent_at'], name='recipients_by_time'), models.Index(fields=['district', 'answered_at'], name='replies_by_time')],
                    'constraints': [models.UniqueConstraint(fields=('questionnaire', 'enterprise'), name='questionnaire_recipient_once')],
                },
            ),
            migrations.CreateModel(
                name='Sending',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('batch', models.CharField(choices=[('sent', 'Sent'), ('reminded', 'Reminded'), ('by_clock', 'Reminded by the clock')], max_length=8)),
                    ('target', models.JSONField(default=dict)),
                    ('words', models.CharField(max_length=300)),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('at', models.DateTimeField()),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sendings', to='questionnaires.questionnaire')),
                ],
                options={
                    'ordering': ('-id',),
                    'constraints': [models.UniqueConstraint(fields=('questionnaire', 'key'), name='questionnaire_sent_once')],
                },
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(default=1)),
                    ('in_force_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='questionnaires.questionnaire')),
                ],
                options={
                    'ordering': ('number',),
                    'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='questionnaire_version_once'), models.UniqueConstraint(condition=models.Q(('in_force_at', None)), fields=('questionnaire',), name='questionnaire_one_being_written')],
                },
            ),
            migrations.CreateModel(
                name='Reply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.CharField(blank=True, max_length=40, verbose_name='Answered by')),
                    ('revision', models.PositiveSmallIntegerField(default=1)),
                    ('revised_at', models.DateTimeField()),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='questionnaires.questionnaire')),
                    ('recipient', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='questionnaires.recipient')),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
                ],
                options={
                    'verbose_name': 'Reply',
                    'verbose_name_plural': 'Replies',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['questionnaire', 'version', 'id'], name='replies_of_version')],
                },
            ),
            migrations.CreateModel(
                name='Problem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=8)),
                    ('seen_at', models.DateTimeField(null=True)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('finding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='problem', to='liaison.finding')),
                    ('seen_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='questionnaires.questionnaire')),
                    ('reply', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='questionnaires.reply')),
                ],
                options={
                    'verbose_name': 'Problem in a reply',
                    'verbose_name_plural': 'Problems in replies',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['district', 'seen_at', 'id'], name='problems_by_seen'), models.Index(fields=['district', 'id'], name='problems_in_turn'), models.Index(fields=['questionnaire', 'id'], name='problems_of_questionnaire'), models.Index(fields=['reply'], name='problems_of_reply')],
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('answers', models.JSONField()),
                    ('person', models.CharField(blank=True, max_length=40)),
                    ('way', models.CharField(blank=True, max_length=8)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reply', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='questionnaires.reply')),
                ],
                options={
                    'ordering': ('number',),
                    'constraints': [models.UniqueConstraint(fields=('reply', 'number'), name='revision_of_reply_once')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=qifu.liaison.questionnaires.models.question.new_key, max_length=8)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(choices=[('text', 'Short text'), ('long', 'Long text'), ('number', 'Number'), ('one', 'One of several'), ('several', 'Several of several'), ('scale', 'Scale'), ('table', 'Table'), ('file', 'File'), ('problem', 'A problem I want solved')], max_length=8, verbose_name='Kind')),
                    ('text', models.CharField(max_length=300, verbose_name='Question')),
                    ('help', models.CharField(blank=True, max_length=300, verbose_name='Help')),
                    ('required', models.BooleanField(default=False, verbose_name='Must be answered')),
                    ('options', models.JSONField(default=list)),
                    ('low', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ('high', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ('low_words', models.CharField(blank=True, max_length=30)),
                    ('high_words', models.CharField(blank=True, max_length=30)),
                    ('lines', models.JSONField(default=list)),
                    ('columns', models.JSONField(default=list)),
                    ('when_key', models.CharField(blank=True, max_length=8)),
                    ('when_op', models.CharField(blank=True, choices=[('is', 'is'), ('at_least', 'is at least'), ('at_most', 'is at most')], max_length=8)),
                    ('when_values', models.JSONField(default=list)),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='questionnaires.version')),
                ],
                options={
                    'ordering': ('position', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='question_once_a_version')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=8)),
                    ('place', models.PositiveSmallIntegerField(default=0)),
                    ('choice', models.CharField(blank=True, max_length=100)),
                    ('number', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ('text', models.TextField(blank=True)),
                    ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionnaire')),
                    ('reply', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questionnaires.reply')),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
                ],
                options={
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['questionnaire', 'key', 'place', 'choice', 'number'], name='answers_counted'), models.Index(fields=['questionnaire', 'key', '-id'], name='answers_in_turn')],
                    'constraints': [models.UniqueConstraint(fields=('reply', 'key', 'place'), name='answered_once_a_reply')],
                },
            ),
        ]),
    ]

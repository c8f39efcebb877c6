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
        ('organisations', '__first__'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('extension', models.CharField(max_length=20, verbose_name='Extension')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Operator')),
                ],
                options={
                    'ordering': ('extension',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'extension'), name='extension_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='HotlineRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('answer_seconds', models.PositiveSmallIntegerField(verbose_name='Seconds within which a call is to be answered')),
                    ('retry_minutes', models.PositiveSmallIntegerField(verbose_name='Minutes between two tries of a call-back')),
                    ('tries', models.PositiveSmallIntegerField(verbose_name='Tries in vain after which a call-back is given up')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'version'), name='hotline_rule_version_once')],
                },
            ),
            migrations.CreateModel(
                name='KnowledgeEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.CharField(max_length=200, verbose_name='Question')),
                    ('answer', models.TextField(max_length=5000, verbose_name='Answer')),
                    ('basis', models.CharField(blank=True, max_length=300, verbose_name='Basis')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='Valid until')),
                    ('review_on', models.DateField(blank=True, null=True, verbose_name='To be reviewed on')),
                    ('active', models.BooleanField(default=True, verbose_name='In use')),
                    ('uses', models.PositiveIntegerField(default=0, editable=False, verbose_name='Used')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                ],
                options={
                    'verbose_name': 'Knowledge entry',
                    'verbose_name_plural': 'Knowledge entries',
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', '-id'], name='knowledge_newest_first'), models.Index(fields=['district', 'unit', '-id'], name='knowledge_of_unit')],
                },
            ),
            migrations.CreateModel(
                name='Call',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('external_id', models.CharField(max_length=64, null=True, verbose_name="Telephone system's id")),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='Telephone')),
                    ('phone_key', models.CharField(blank=True, editable=False, max_length=30)),
                    ('begun_at', models.DateTimeField(verbose_name='Begun')),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('wait_seconds', models.PositiveIntegerField(null=True)),
                    ('day', models.DateField(editable=False)),
                    ('hour', models.PositiveSmallIntegerField(editable=False)),
                    ('enterprise_name', models.CharField(blank=True, max_length=100)),
                    ('caller_name', models.CharField(blank=True, max_length=40, verbose_name='Contact')),
                    ('outcome', models.CharField(choices=[('new', 'Not written down yet'), ('registered', 'Appeal registered'), ('told', 'Answered on the spot'), ('question', 'Question only'), ('wrong', 'Wrong number'), ('dropped', 'Broken off'), ('missed', 'Nobody answered')], default='new', max_length=10, verbose_name='What it came to')),
                    ('note', models.TextField(blank=True, max_length=5000, verbose_name='What was said')),
                    ('recorded_at', models.DateTimeField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.appeal')),
                    ('appeal', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.appeal')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hotline_calls', to='enterprises.enterprise')),
                    ('operator', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Operator')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='hotline.knowledgeentry')),
                ],
                options={
                    'verbose_name': 'Call',
                    'verbose_name_plural': 'Calls',
                    'ordering': ('-begun_at', '-id'),
                    'indexes': [models.Index(fields=['district', '-begun_at', '-id'], name='calls_newest_first'), models.Index(fields=['district', 'outcome', '-begun_at', '-id'], name='calls_by_outcome'), models.Index(fields=['district', 'operator', '-begun_at', '-id'], name='calls_by_operator'), models.Index(fields=['district', 'phone_key', '-begun_at', '-id'], name='calls_by_phone'), models.Index(fields=['enterprise', '-begun_at', '-id'], name='calls_of_company'), models.Index(fields=['district', 'day', 'hour', 'operator', 'outcome', 'wait_seconds', 'answered_at'], name='calls_counted')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'external_id'), name='call_id_once_a_district'), models.UniqueConstraint(fields=('district', 'key'), name='call_written_once'), models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', False), ('outcome__in', ['registered', 'told'])), models.Q(models.Q(('outcome__in', ['registered', 'told']), _negated=True), ('appeal', None)), _connector='OR'), name='call_raised_what_it_says')],
                },
            ),
            migrations.CreateModel(
                name='CallBack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('phone_key', models.CharField(max_length=30)),
                    ('kind', models.CharField(choices=[('missed', 'Nobody answered'), ('dropped', 'Broken off'), ('promised', 'Promised')], max_length=8, verbose_name='Why')),
                    ('state', models.CharField(choices=[('open', 'To be called'), ('reached', 'Reached'), ('called_again', 'Called again themselves'), ('given_up', 'Not reached')], default='open', max_length=12, verbose_name='State')),
                    ('next_at', models.DateTimeField(verbose_name='Next try')),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call_back', to='hotline.call')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'verbose_name': 'Call-back',
                    'verbose_name_plural': 'Call-backs',
                    'ordering': ('next_at', 'id'),
                    'indexes': [models.Index(fields=['district', 'state', 'next_at', 'id'], name='call_backs_by_time')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('district', 'phone_key'), name='call_back_open_once_a_phone')],
                },
            ),
            migrations.CreateModel(
                name='CallBackTry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('reached', models.BooleanField()),
                    ('remark', models.CharField(blank=True, max_length=300, verbose_name='Remark')),
                    ('key', models.UUIDField(null=True, unique=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tried', to='hotline.callback')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='KnowledgePiece',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('piece', models.CharField(max_length=16)),
                    ('weight', models.PositiveSmallIntegerField()),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.district')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='hotline.knowledgeentry')),
                ],
                options={
                    'indexes': [models.Index(fields=['district', 'piece', 'entry', 'weight'], name='knowledge_by_piece')],
                },
            ),
            migrations.CreateModel(
                name='PhoneSystem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('secret', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('heard_at', models.DateTimeField(null=True)),
                    ('district', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
        ]),
    ]

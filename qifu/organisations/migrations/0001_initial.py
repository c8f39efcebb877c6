import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CalendarYear',
                fields=[
                    ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='Year')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('loaded_at', models.DateTimeField(auto_now=True)),
                ],
                options={
                    'ordering': ('-year',),
                },
            ),
            migrations.CreateModel(
                name='CalendarDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('date', models.DateField(unique=True, verbose_name='Date')),
                    ('working', models.BooleanField(verbose_name='Working day')),
                    ('name', models.CharField(blank=True, max_length=30, verbose_name='Name')),
                    ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='organisations.calendaryear')),
                ],
                options={
                    'ordering': ('date',),
                },
            ),
            migrations.CreateModel(
                name='District',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=6, unique=True, validators=[django.core.validators.RegexValidator('^\\d{6}$', 'A GB/T 2260 code has six digits.')], verbose_name='Administrative code')),
                    ('name', models.CharField(max_length=50, verbose_name='Name')),
                    ('hotline', models.CharField(blank=True, max_length=30, verbose_name='Hotline number')),
                    ('active', models.BooleanField(default=True, verbose_name='Takes appeals')),
                    ('subtitle', models.CharField(blank=True, editable=False, max_length=60)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.district')),
                ],
                options={
                    'ordering': ('code',),
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('username', models.CharField(max_length=40, unique=True, verbose_name='User name')),
                    ('name', models.CharField(max_length=40, verbose_name='Name')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='Telephone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('is_active', models.BooleanField(default=True, verbose_name='May sign in')),
                    ('language', models.CharField(blank=True, max_length=10, verbose_name='Language')),
                    ('theme', models.CharField(blank=True, max_length=5, verbose_name='Theme')),
                    ('password_changed_at', models.DateTimeField(blank=True, null=True, verbose_name='Password changed')),
                    ('must_change_password', models.BooleanField(default=False, verbose_name='Must change the password at the next sign-in')),
                    ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district', verbose_name='Kept by')),
                ],
                options={
                    'ordering': ('username',),
                },
            ),
            migrations.CreateModel(
                name='Front',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=30, verbose_name='Name')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='Order')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fronts', to='organisations.district')),
                ],
                options={
                    'ordering': ('order', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('district', 'name'), name='front_name_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Leader',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=30, verbose_name='Name')),
                    ('title', models.CharField(max_length=50, verbose_name='Title')),
                    ('is_head', models.BooleanField(default=False, verbose_name='District head')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='Order')),
                    ('active', models.BooleanField(default=True, verbose_name='Active')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaders', to='organisations.district')),
                    ('front', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leaders', to='organisations.front', verbose_name='Front')),
                ],
                options={
                    'ordering': ('order', 'id'),
                },
            ),
            migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('kind', models.CharField(choices=[('setting', 'Setting changed'), ('account', 'Account or post changed'), ('sign_in', 'Signed in'), ('sign_in_failed', 'Sign-in refused'), ('sign_out', 'Signed out'), ('unmask', 'Personal data shown'), ('export', 'List exported'), ('import', 'File imported'), ('enterprise', 'Enterprise changed')], max_length=16, verbose_name='Kind')),
                    ('who', models.CharField(max_length=80, verbose_name='Who')),
                    ('what', models.CharField(max_length=200, verbose_name='What')),
                    ('subject', models.CharField(blank=True, max_length=80)),
                    ('before', models.JSONField(null=True)),
                    ('after', models.JSONField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='Reason')),
                    ('address', models.GenericIPAddressField(null=True)),
                    ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', 'kind', '-id'], name='log_by_kind'), models.Index(fields=['subject', '-id'], name='log_by_subject')],
                },
            ),
            migrations.CreateModel(
                name='NumberSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField(default=0)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.district')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('district', 'kind', 'year'), name='series_once')],
                },
            ),
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('office', 'Programme office'), ('department', 'Department'), ('street', 'Street'), ('zone', 'Development zone')], max_length=12, verbose_name='Kind')),
                    ('name', models.CharField(max_length=50, verbose_name='Name')),
                    ('short_name', models.CharField(max_length=20, verbose_name='Short name')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='Telephone')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='Order')),
                    ('active', models.BooleanField(default=True, verbose_name='Active')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organisations.district')),
                    ('front', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organisations.front', verbose_name='Front')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.unit', verbose_name='Seated in')),
                ],
                options={
                    'ordering': ('order', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('district', 'name'), name='unit_name_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('contact', 'Enterprise contact'), ('operator', 'Hotline operator'), ('officer', 'Officer'), ('head', 'Head of unit'), ('office', 'Programme office'), ('leader', 'District leader'), ('inspector', 'Inspector'), ('city', 'City user'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16, verbose_name='Role')),
                    ('active', models.BooleanField(default=True, verbose_name='Active')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisations.district', verbose_name='District')),
                    ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisations.leader', verbose_name='Leader')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='Person')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisations.unit', verbose_name='Unit')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('user', 'role', 'district', 'unit'), name='post_held_once_a_unit'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('user', 'role', 'district'), name='post_held_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('title', models.CharField(max_length=100)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=8)),
                    ('options', models.JSONField(default=dict)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('outcome', models.JSONField(default=dict)),
                    ('error', models.TextField(blank=True)),
                    ('input', models.CharField(blank=True, max_length=200)),
                    ('output', models.CharField(blank=True, max_length=200)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='organisations.district')),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', 'kind', '-id'], name='job_by_kind')],
                },
            ),
        ]),
    ]

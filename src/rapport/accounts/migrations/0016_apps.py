import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import rapport.accounts.tenancy
import rapport.kernel.clock
import rapport.kernel.ids

# The table of tokens is in use: its foreign key is checked for the rows there are by the next migration.
CONSENT = """
ALTER TABLE accounts_api_token ADD CONSTRAINT accounts_api_token_consent FOREIGN KEY (workspace_id, consent_id)
REFERENCES accounts_app_consent (workspace_id, id) ON DELETE CASCADE NOT VALID
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0015_provisioning'),
    ]

    operations = [
        migrations.CreateModel(
            name='App',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=rapport.kernel.ids.new_id, editable=False)),
                ('name', models.CharField(max_length=80)),
                ('client_id', models.CharField(max_length=40)),
                ('confidential', models.BooleanField()),
                ('secret_hash', models.BinaryField(default=b'', max_length=32)),
                ('redirect_uris', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), size=None)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                ('created_by', models.UUIDField()),
                ('created_at', models.DateTimeField(default=rapport.kernel.clock.now, editable=False)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='apps', to='accounts.workspace')),
            ],
            options={
                'db_table': 'accounts_app',
                'constraints': [
                    models.UniqueConstraint(fields=('workspace', 'client_id'), name='accounts_app_client_id'),
                    rapport.accounts.tenancy.TenantForeignKey(columns=('created_by',), name='accounts_app_by', on_delete='CASCADE', to='accounts_membership', to_columns=('user_id',)),
                    rapport.accounts.tenancy.RowLevelSecurity(name='accounts_app_tenant', reader=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=rapport.kernel.ids.new_id, editable=False)),
                ('app_id', models.UUIDField()),
                ('user_id', models.UUIDField()),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                ('granted_at', models.DateTimeField(default=rapport.kernel.clock.now)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='consents', to='accounts.workspace')),
            ],
            options={
                'db_table': 'accounts_app_consent',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('workspace', 'app_id', 'user_id'), name='accounts_app_consent_standing'),
                    rapport.accounts.tenancy.TenantForeignKey(columns=('app_id',), name='accounts_app_consent_app', on_delete='CASCADE', to='accounts_app', to_columns=('id',)),
                    rapport.accounts.tenancy.TenantForeignKey(columns=('user_id',), name='accounts_app_consent_user', on_delete='CASCADE', to='accounts_membership', to_columns=('user_id',)),
                    rapport.accounts.tenancy.RowLevelSecurity(name='accounts_app_consent_tenant', reader=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='AppCode',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=rapport.kernel.ids.new_id, editable=False)),
                ('consent_id', models.UUIDField()),
                ('prefix', models.CharField(max_length=40)),
                ('hash', models.BinaryField(max_length=32)),
                ('redirect_uri', models.CharField(max_length=500)),
                ('challenge', models.CharField(max_length=128)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('token_id', models.UUIDField(null=True)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='app_codes', to='accounts.workspace')),
            ],
            options={
                'db_table': 'accounts_app_code',
                'constraints': [
                    models.UniqueConstraint(fields=('workspace', 'prefix'), name='accounts_app_code_prefix'),
                    rapport.accounts.tenancy.TenantForeignKey(columns=('consent_id',), name='accounts_app_code_consent', on_delete='CASCADE', to='accounts_app_consent', to_columns=('id',)),
                    rapport.accounts.tenancy.RowLevelSecurity(name='accounts_app_code_tenant', reader=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='RefreshToken',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=rapport.kernel.ids.new_id, editable=False)),
                ('token_id', models.UUIDField()),
                ('parent_id', models.UUIDField(null=True)),
                ('prefix', models.CharField(max_length=40)),
                ('hash', models.BinaryField(max_length=32)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('retired_at', models.DateTimeField(null=True)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='refresh_tokens', to='accounts.workspace')),
            ],
            options={
                'db_table': 'accounts_refresh_token',
                'indexes': [models.Index(fields=['workspace', 'token_id'], name='accounts_refresh_token_of')],
                'constraints': [
                    models.UniqueConstraint(fields=('workspace', 'prefix'), name='accounts_refresh_token_prefix'),
                    rapport.accounts.tenancy.TenantForeignKey(columns=('token_id',), name='accounts_refresh_token_token', on_delete='CASCADE', to='accounts_api_token', to_columns=('id',)),
                    rapport.accounts.tenancy.RowLevelSecurity(name='accounts_refresh_token_tenant', reader=False),
                ],
            },
        ),
        migrations.AddField(
            model_name='apitoken',
            name='consent_id',
            field=models.UUIDField(null=True),
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(CONSENT, 'ALTER TABLE accounts_api_token DROP CONSTRAINT accounts_api_token_consent')],
            [migrations.AddConstraint(
                model_name='apitoken',
                constraint=rapport.accounts.tenancy.TenantForeignKey(columns=('consent_id',), name='accounts_api_token_consent', on_delete='CASCADE', to='accounts_app_consent', to_columns=('id',)),
            )],
        ),
    ]

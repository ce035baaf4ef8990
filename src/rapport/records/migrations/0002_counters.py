"""Counters of records by lane and owner; they are made by `build_missing`, until then views count the records."""

import rapport.accounts.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountedObject',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'object', blank=True, editable=False, primary_key=True, serialize=False)),
                ('workspace_id', models.UUIDField()),
                ('object', models.TextField()),
                ('shape', models.TextField(default='')),
            ],
            options={
                'db_table': 'counted_object',
                'constraints': [rapport.accounts.tenancy.RowLevelSecurity(name='counted_object_tenant')],
            },
        ),
        migrations.CreateModel(
            name='RecordCounter',
            fields=[
                ('pk', models.CompositePrimaryKey('workspace_id', 'object', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('workspace_id', models.UUIDField()),
                ('object', models.TextField()),
                ('id', models.UUIDField()),
                ('field', models.TextField()),
                ('lane', models.UUIDField(null=True)),
                ('owner', models.UUIDField(null=True)),
                ('currency', models.TextField(default='')),
                ('n', models.BigIntegerField()),
                ('total', models.DecimalField(decimal_places=4, max_digits=40)),
            ],
            options={
                'db_table': 'record_counter',
                'constraints': [rapport.accounts.tenancy.RowLevelSecurity(name='record_counter_tenant')],
            },
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_apps'),
    ]

    operations = [
        # In a transaction of its own: the one before holds the table.
        migrations.RunSQL('ALTER TABLE accounts_api_token VALIDATE CONSTRAINT accounts_api_token_consent', ''),
    ]

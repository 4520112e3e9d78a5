import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Invitations named an actor of the journal; an operator's inviter stood in the invitation that they used.
NAME_IN_INVITATIONS = """
UPDATE accounts_operatorinvitation invitation SET invited_by_id = person.id
FROM accounts_user person WHERE invitation.actor = 'person:' || person.public_id
"""
NAME_OF_OPERATORS = """
UPDATE accounts_user person SET invited_by_id = invitation.invited_by_id FROM accounts_operatorinvitation invitation
WHERE invitation.email = person.email AND invitation.used_at IS NOT NULL AND person.is_operator
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_second_factors"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="invited_by",
            field=models.ForeignKey(
                help_text="Who invited this operator; null: the command line, and whoever operates nothing.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RenameField(model_name="operatorinvitation", old_name="invited_by", new_name="actor"),
        migrations.AddField(
            model_name="operatorinvitation",
            name="invited_by",
            field=models.ForeignKey(
                help_text="Null: the command line.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(NAME_IN_INVITATIONS, migrations.RunSQL.noop),
        migrations.RunSQL(NAME_OF_OPERATORS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="operatorinvitation", name="actor"),
    ]

import django.db.models.functions.datetime
from django.db import migrations, models

# An address that a calendar reads already goes on being read
HASH = "UPDATE curriculum_calendarfeed SET key_hash = encode(sha256(convert_to(key_hash, 'UTF8')), 'hex')"


class Migration(migrations.Migration):

    dependencies = [
        ('curriculum', '0006_sessions_to_come_and_bookings'),
    ]

    operations = [
        migrations.RenameField(model_name='calendarfeed', old_name='key', new_name='key_hash'),
        migrations.RunSQL(HASH, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='calendarfeed',
            name='key_hash',
            field=models.CharField(max_length=64, unique=True),
        ),
        migrations.AddField(
            model_name='calendarfeed',
            name='made_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name='calendarfeed',
            name='read_date',
            field=models.DateField(help_text='The last day on which a calendar asked', null=True),
        ),
    ]

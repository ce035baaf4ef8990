"""`rapport_fold`: how SQL compares text, lower case without accents and with single spaces, as `kernel.text.fold`.

Marked immutable so that an index may use it, which holds because the dictionary is named with its schema.
"""

from django.db import migrations

FOLD = r"""
CREATE FUNCTION public.rapport_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFKC))), '\s+', ' ', 'g'))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("platform", "0001_extensions")]

    operations = [migrations.RunSQL(FOLD, "DROP FUNCTION public.rapport_fold(text)")]

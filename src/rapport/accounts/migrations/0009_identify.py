"""The function behind every request also says when a session was last seen, what narrows a token, and about second factors.

Roles that a token's limits do not name are left out here; the rest of its limits is applied in Python.
"""

from django.db import migrations

DROP = "DROP FUNCTION rapport_identify(text, uuid, text, timestamptz)"
IDENTIFY = """
CREATE FUNCTION rapport_identify(
    p_session text, p_workspace uuid, p_prefix text, p_now timestamptz,
    OUT proof text, OUT user_id uuid, OUT email text, OUT user_name text, OUT password text,
    OUT user_locale text, OUT user_time_zone text, OUT theme text, OUT workspace_ids uuid[],
    OUT workspace_id uuid, OUT workspace_name text, OUT currency text, OUT locale text, OUT time_zone text,
    OUT roles text, OUT token_id uuid, OUT token_name text, OUT used timestamptz,
    OUT limits text, OUT has_factor boolean, OUT requires_factor boolean, OUT email_verified boolean
) RETURNS SETOF record LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
#variable_conflict use_column
DECLARE
    place uuid := p_workspace;
    remembered uuid;
    narrowed jsonb;
BEGIN
    IF p_prefix IS NOT NULL THEN
        EXECUTE format('SET LOCAL rapport.workspace = %L', place);
        SELECT encode(t.hash, 'hex'), t.user_id, t.id, t.name, t.last_used_at, t.limits
          INTO proof, user_id, token_id, token_name, used, narrowed
          FROM accounts_api_token t
         WHERE t.workspace_id = place AND t.prefix = p_prefix AND t.revoked_at IS NULL
           AND (t.expires_at IS NULL OR t.expires_at > p_now);
        limits := narrowed::text;
    ELSE
        SELECT s.auth_hash, s.user_id, s.workspace_id, s.last_seen_at INTO proof, user_id, remembered, used
          FROM accounts_session s WHERE s.session_key = p_session AND s.expire_date > p_now;
    END IF;
    IF user_id IS NULL THEN
        RETURN;
    END IF;
    SELECT u.email, u.name, u.password, u.locale, u.time_zone, u.theme, u.workspace_ids,
           u.email_verified_at IS NOT NULL,
           EXISTS (SELECT FROM mfa_authenticator a WHERE a.user_id = u.id AND a.type <> 'recovery_codes')
      INTO email, user_name, password, user_locale, user_time_zone, theme, workspace_ids, email_verified, has_factor
      FROM accounts_user u WHERE u.id = rapport_identify.user_id AND u.is_active;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF place IS NULL THEN
        place := CASE WHEN remembered = ANY (rapport_identify.workspace_ids) THEN remembered
                      ELSE rapport_identify.workspace_ids[1] END;
    END IF;
    IF place IS NOT NULL THEN
        EXECUTE format('SET LOCAL rapport.workspace = %L', place);
        SELECT w.id, w.name, w.currency, w.locale, w.time_zone, w.requires_factor, (
                   SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'key', r.key, 'name', r.name, 'grants', r.grants, 'special', r.special
                   ) ORDER BY r.position, r.key), '[]')::text
                     FROM accounts_membership_role mr
                     JOIN accounts_role r ON r.workspace_id = place AND r.id = mr.role_id
                    WHERE mr.workspace_id = place AND mr.user_id = m.user_id
                      AND (narrowed -> 'roles' IS NULL OR narrowed -> 'roles' ? r.id::text))
          INTO workspace_id, workspace_name, currency, locale, time_zone, requires_factor, roles
          FROM accounts_membership m JOIN accounts_workspace w ON w.id = m.workspace_id
         WHERE m.workspace_id = place AND m.user_id = rapport_identify.user_id AND m.active;
    END IF;
    RETURN NEXT;
END
$$;
"""
REVOKE = """
REVOKE ALL ON FUNCTION rapport_identify(text, uuid, text, timestamptz) FROM PUBLIC;
"""
GRANT = """
GRANT EXECUTE ON FUNCTION rapport_identify(text, uuid, text, timestamptz) TO rapport_app;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_factor_tables")]

    operations = [migrations.RunSQL([DROP, IDENTIFY, REVOKE, GRANT], migrations.RunSQL.noop)]

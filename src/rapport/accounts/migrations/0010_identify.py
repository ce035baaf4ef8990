"""The function behind every request also says when a session was last seen, what narrows a token, about second factors,
which teams the member is in, and where their fields end. Its forerunner stays for processes of the release before.

Roles that a token's limits do not name are left out here; the rest of its limits is applied in Python.
"""

from django.db import migrations

TEAMS = """
CREATE FUNCTION rapport_teams(p_workspace uuid, p_user uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
    mine uuid[];
    main uuid;
    below uuid[];
    above uuid[];
    members uuid[];
    shared boolean;
BEGIN
    SELECT array_agg(m.team_id), min(m.team_id::text) FILTER (WHERE m.main)::uuid INTO mine, main
      FROM accounts_team_member m WHERE m.workspace_id = p_workspace AND m.user_id = p_user;
    IF mine IS NULL THEN
        SELECT EXISTS (SELECT FROM record_share s WHERE s.workspace_id = p_workspace AND s.user_id = p_user) INTO shared;
        RETURN CASE WHEN shared THEN '{"shared": true}' END;
    END IF;
    WITH RECURSIVE nested AS (
        SELECT unnest(mine) AS id
         UNION
        SELECT t.id FROM accounts_team t JOIN nested n ON t.parent_id = n.id WHERE t.workspace_id = p_workspace
    ) SELECT array_agg(n.id) INTO below FROM nested n;
    WITH RECURSIVE around AS (
        SELECT unnest(mine) AS id
         UNION
        SELECT t.parent_id FROM accounts_team t JOIN around a ON t.id = a.id
         WHERE t.workspace_id = p_workspace AND t.parent_id IS NOT NULL
    ) SELECT array_agg(a.id) INTO above FROM around a;
    SELECT array_agg(DISTINCT m.user_id) INTO members
      FROM accounts_team_member m WHERE m.workspace_id = p_workspace AND m.team_id = ANY (below);
    SELECT EXISTS (SELECT FROM record_share s WHERE s.workspace_id = p_workspace
                      AND (s.user_id = p_user OR s.team_id = ANY (above))) INTO shared;
    RETURN json_build_object('main', coalesce(main, CASE WHEN cardinality(mine) = 1 THEN mine[1] END),
                             'below', below, 'above', above, 'members', members, 'shared', shared)::text;
END
$$;
"""
IDENTIFY = """
CREATE FUNCTION rapport_identity(
    p_session text, p_workspace uuid, p_prefix text, p_now timestamptz,
    OUT proof text, OUT user_id uuid, OUT email text, OUT user_name text, OUT password text,
    OUT user_locale text, OUT user_time_zone text, OUT theme text, OUT workspace_ids uuid[],
    OUT workspace_id uuid, OUT workspace_name text, OUT currency text, OUT locale text, OUT time_zone text,
    OUT roles text, OUT teams text, OUT token_id uuid, OUT token_name text, OUT used timestamptz,
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
      FROM accounts_user u WHERE u.id = rapport_identity.user_id AND u.is_active;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF place IS NULL THEN
        place := CASE WHEN remembered = ANY (rapport_identity.workspace_ids) THEN remembered
                      ELSE rapport_identity.workspace_ids[1] END;
    END IF;
    IF place IS NOT NULL THEN
        EXECUTE format('SET LOCAL rapport.workspace = %L', place);
        SELECT w.id, w.name, w.currency, w.locale, w.time_zone, w.requires_factor, (
                   SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'key', r.key, 'name', r.name, 'grants', r.grants, 'fields', r.fields, 'special', r.special
                   ) ORDER BY r.position, r.key), '[]')::text
                     FROM accounts_membership_role mr
                     JOIN accounts_role r ON r.workspace_id = place AND r.id = mr.role_id
                    WHERE mr.workspace_id = place AND mr.user_id = m.user_id
                      AND (narrowed -> 'roles' IS NULL OR narrowed -> 'roles' ? r.id::text)),
               rapport_teams(place, m.user_id)
          INTO workspace_id, workspace_name, currency, locale, time_zone, requires_factor, roles, teams
          FROM accounts_membership m JOIN accounts_workspace w ON w.id = m.workspace_id
         WHERE m.workspace_id = place AND m.user_id = rapport_identity.user_id AND m.active;
    END IF;
    RETURN NEXT;
END
$$;
"""
REVOKE = """
REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
"""
GRANT = """
GRANT EXECUTE ON FUNCTION {name} TO rapport_app;
"""
# Whoever administers a workspace also sees what is private in it. The role that migrates sees no tenant's rows.
PRIVATE = """
UPDATE accounts_role SET special = special || '["private"]' WHERE special ? 'manage' AND NOT special ? 'private'
"""
IDENTIFY_NAME = "rapport_identity(text, uuid, text, timestamptz)"
TEAMS_NAME = "rapport_teams(uuid, uuid)"


class Migration(migrations.Migration):
    # `rapport_teams` reads the table of shares. A function's body is not checked when it is made: without it, whoever
    # migrated this app alone would have a function that fails for everybody who signs in.
    dependencies = [("accounts", "0009_teams"), ("access", "0001_shares")]

    operations = [
        migrations.RunSQL(["ALTER TABLE accounts_role NO FORCE ROW LEVEL SECURITY", PRIVATE], ""),
        migrations.RunSQL("ALTER TABLE accounts_role FORCE ROW LEVEL SECURITY", ""),
        migrations.RunSQL(
            [
                TEAMS,
                IDENTIFY,
                *(text.format(name=name) for name in (TEAMS_NAME, IDENTIFY_NAME) for text in (REVOKE, GRANT)),
            ],
        ),
    ]

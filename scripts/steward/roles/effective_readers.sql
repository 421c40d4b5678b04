-- One row per login role, relation and way of reading it. A membership counts whether it is inherited, can be taken
-- by SET ROLE or can be given to oneself: each ends in reading.
with relations as materialized (
    select
        c.oid, n.nspname as schema_name, c.relname as relation_name, n.oid as schema_oid, c.relowner, c.relacl,
        c.relrowsecurity
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (
            select 1 from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
        )
),
held as materialized (
    select
        l.oid as login_oid, l.rolname as login_role, l.rolsuper as is_super, r.oid as role_oid, r.rolname as role_name,
        r.rolsuper, r.rolcreaterole, r.rolreplication, r.rolbypassrls,
        case when r.oid = l.oid then '' else ' through role ' || r.rolname end as way
    from pg_roles as l
    inner join pg_roles as r
        on r.oid = l.oid or (not l.rolsuper and pg_has_role(l.oid, r.oid, 'MEMBER'))
    where l.rolcanlogin
),
powers as (
    select login_oid, login_role, 'superuser' || way as path, false as only_secured from held where rolsuper
    union all
    select login_oid, login_role, role_name::text, false from held
    where not is_super and role_name in (
        'pg_read_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'
    )
    union all
    select login_oid, login_role, 'CREATEROLE below 16' || way, false from held
    where not is_super and rolcreaterole and current_setting('server_version_num')::int < 160000
    union all
    select login_oid, login_role, 'REPLICATION' || way, false from held where not is_super and rolreplication
    union all
    select login_oid, login_role, 'BYPASSRLS' || way, true from held where not is_super and rolbypassrls
),
usages as materialized (
    select h.login_oid, s.schema_oid, bool_or(has_schema_privilege(h.role_oid, s.schema_oid, 'USAGE')) as has_usage
    from held as h
    cross join (select distinct schema_oid from relations) as s
    group by h.login_oid, s.schema_oid
),
grants as materialized (
    select r.oid, a.grantee, lower(a.privilege_type) as privilege, null::text as column_name
    from relations as r, aclexplode(r.relacl) as a
    where a.grantee <> r.relowner
    union all
    select r.oid, a.grantee, lower(a.privilege_type), t.attname::text
    from relations as r
    inner join pg_attribute as t on t.attrelid = r.oid and not t.attisdropped, aclexplode(t.attacl) as a
    where a.grantee <> r.relowner
),
granted as (
    select
        h.login_oid, h.login_role, g.oid,
        case when g.column_name is not null then 'column grant (' || g.column_name || ')' || h.way
            when h.way = '' then 'direct' else ltrim(h.way) end
        || case when g.privilege = 'select' then '' else ', ' || g.privilege end as path
    from grants as g
    inner join held as h on h.role_oid = g.grantee
    union all
    select
        h.login_oid, h.login_role, g.oid,
        'PUBLIC' || coalesce(' column grant (' || g.column_name || ')', '')
        || case when g.privilege = 'select' then '' else ', ' || g.privilege end
    from grants as g
    inner join held as h on h.role_oid = h.login_oid
    where g.grantee = 0
),
functions as materialized (
    select p.oid, n.nspname || '.' || p.proname as function_name, p.proowner, lower(pg_get_functiondef(p.oid)) as body,
        l.lanname in ('sql', 'plpgsql') as is_readable
    from pg_proc as p
    inner join pg_namespace as n on n.oid = p.pronamespace
    inner join pg_language as l on l.oid = p.prolang
    where p.prosecdef and p.prokind in ('f', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and not exists (
            select 1 from pg_depend as d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
        )
),
reached as materialized (
    select f.oid as function_oid, f.proowner, f.function_name, r.oid
    from functions as f
    inner join relations as r
        on has_table_privilege(f.proowner, r.oid, 'SELECT')
        and (not f.is_readable or f.body ~ '\mexecute\M' or f.body ~ ('\m' || lower(r.relation_name) || '\M'))
),
called as (
    select distinct h.login_oid, h.login_role, r.oid, 'security-definer function ' || r.function_name as path
    from reached as r
    inner join held as h on not h.is_super and has_function_privilege(h.role_oid, r.function_oid, 'EXECUTE')
    where not exists (
        select 1 from held as own where own.login_oid = h.login_oid and own.role_oid = r.proowner
    )
)
select p.login_role, r.schema_name, r.relation_name, p.path, true as has_usage
from powers as p
inner join relations as r on r.relrowsecurity or not p.only_secured
union all
select h.login_role, r.schema_name, r.relation_name, 'owner' || h.way, true
from relations as r
inner join held as h on h.role_oid = r.relowner and not h.is_super
union all
select g.login_role, r.schema_name, r.relation_name, g.path, u.has_usage
from granted as g
inner join relations as r on r.oid = g.oid
inner join usages as u on u.login_oid = g.login_oid and u.schema_oid = r.schema_oid
where not exists (select 1 from held as h where h.login_oid = g.login_oid and h.role_oid = r.relowner)
union all
select c.login_role, r.schema_name, r.relation_name, c.path, true
from called as c
inner join relations as r on r.oid = c.oid

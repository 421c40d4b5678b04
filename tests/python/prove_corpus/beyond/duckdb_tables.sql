-- zone: crm
-- expect: unknown
select sql from duckdb_views()

-- zone: crm
-- expect: unknown
select id_number from other.secrets

-- zone: crm
-- expect: unknown
select id_number from dw.logical.hidden

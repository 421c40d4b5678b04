-- zone: crm
-- expect: unknown
select * from (pivot customers on status using max(id_number))

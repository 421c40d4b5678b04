-- zone: crm
-- expect: unknown
unpivot customers on id_number, full_name into name k value v

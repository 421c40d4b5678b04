-- zone: crm
-- expect: unknown
select columns(* exclude (full_name)) from customers

-- zone: crm
-- expect: clean
-- flow status: customers.status
-- influence place: customers.loaded_at
select status, row_number() over w as place from customers window w as (order by loaded_at)

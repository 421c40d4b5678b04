-- zone: crm
-- expect: clean
-- flow product: accounts.product
-- flow loans: accounts.account_id (count), accounts.product (count)
-- influence loans: accounts.product
select product, count(distinct case when a.product = 'loan' then a.account_id end) as loans from accounts as a group by product

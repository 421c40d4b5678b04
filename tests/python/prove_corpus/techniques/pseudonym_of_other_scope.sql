-- zone: standard
-- expect: leak
-- flow customer_key: pseudonyms.pseudonym (pseudonym of recipient:delta_research)
-- influence customer_key: customers.customer_id, pseudonyms.scope, pseudonyms.subject_id
select p.pseudonym as customer_key from customers c left join (select subject_id, pseudonym from pseudonyms where scope = 'recipient:delta_research') p on c.customer_id = p.subject_id

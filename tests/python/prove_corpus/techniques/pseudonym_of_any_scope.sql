-- zone: standard
-- expect: leak
-- flow customer_key: pseudonyms.pseudonym
-- influence customer_key: customers.customer_id, pseudonyms.subject_id
select p.pseudonym as customer_key from customers c left join pseudonyms p on c.customer_id = p.subject_id

-- zone: standard
-- expect: clean
-- flow customer_key: pseudonyms.pseudonym (pseudonym of internal)
-- flow status: customers.status
-- influence customer_key: customers.customer_id, pseudonyms.scope, pseudonyms.subject_id, pseudonyms.subject_type
-- influence status: customers.customer_id, pseudonyms.scope, pseudonyms.subject_id, pseudonyms.subject_type
select p.pseudonym as customer_key, c.status from customers c left join (select subject_id, pseudonym from pseudonyms where subject_type = 'customer' and scope = 'internal') p on c.customer_id = p.subject_id

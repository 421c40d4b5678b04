-- zone: crm
-- expect: leak
-- flow id_number: customers.id_number
from customers select id_number

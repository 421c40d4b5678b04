-- zone: crm
-- expect: unknown
describe customers

-- A build in small: three persons with a joint account, a payment by a named payer, and one recipient.
-- Ada and Ben hold account A1 together; Cleo holds A2 alone; T3 has no account and names Cleo as payer.

create schema raw_demo;
create schema staging;
create schema vault;
create schema logical;
create schema policy;
create schema standard;
create schema personal_data;
create schema anonymised;
create schema opt_out_direct_marketing;
create schema opt_out_third_party_disclosure;
create schema opt_out_automated_decisions;
create schema opt_out_sensitive_data;
create schema selectively_anonymised;
create schema audit;

create table raw_demo.raw_choice_events (
    event_id text, customer_id text, purpose text, choice text, recipient_id text, loaded_at timestamptz
);
insert into raw_demo.raw_choice_events values
    ('e1', 'ada', 'direct_marketing', 'opt_in', null, timestamptz '2026-01-01 00:00:00+00'),
    ('e2', 'ben', 'direct_marketing', 'opt_in', null, timestamptz '2026-01-01 00:00:00+00'),
    ('e3', 'cleo', 'direct_marketing', 'opt_in', null, timestamptz '2026-01-01 00:00:00+00'),
    ('e4', 'ada', 'third_party_disclosure', 'opt_in', 'harbour_insurance', timestamptz '2026-01-01 00:00:00+00'),
    ('e5', 'cleo', 'third_party_disclosure', 'opt_in', 'harbour_insurance', timestamptz '2026-01-01 00:00:00+00');
create table raw_demo.raw_agreements (
    agreement_id text, recipient_id text, signed_on date, valid_from date, valid_to date, attributes text,
    disclosure_level text, transfer_route text, storage_country text
);
insert into raw_demo.raw_agreements values
    ('agreement-1', 'harbour_insurance', date '2026-01-01', date '2026-01-01', null, 'full_name', 'identified', null, 'CN');

create view staging.stg_choice_events as select * from "warehouse"."raw_demo"."raw_choice_events";
create view staging.stg_agreements as select *, true as is_current from "warehouse"."raw_demo"."raw_agreements";

create view logical.ldm_choice_decision as
select customer_id, purpose, arg_max(choice, loaded_at) = 'opt_in' as allowed
from "warehouse"."staging"."stg_choice_events" group by customer_id, purpose;
create view logical.ldm_recipient_decision as
select
    customer_id, recipient_id, arg_max(choice, loaded_at) = 'opt_in' as allowed,
    case when arg_max(choice, loaded_at) = 'opt_in' then 'identified' else 'none' end as level
from "warehouse"."staging"."stg_choice_events" where recipient_id is not null group by customer_id, recipient_id;

create table logical.ldm_customer as
select
    customer_id,
    full_name,
    not coalesce(bool_or(purpose = 'direct_marketing' and allowed), false) as opt_out_direct_marketing,
    not coalesce(bool_or(purpose = 'third_party_disclosure' and allowed), false) as opt_out_third_party_disclosure,
    true as opt_out_automated_decisions,
    true as opt_out_sensitive_data
from (values ('ada', 'Ada Demo'), ('ben', 'Ben Demo'), ('cleo', 'Cleo Demo')) as person (customer_id, full_name)
left join logical.ldm_choice_decision using (customer_id)
group by customer_id, full_name;
create table logical.ldm_recipient_choice as select * from logical.ldm_recipient_decision;
create table logical.ldm_account as
select * from (values ('A1', 'ada'), ('A2', 'cleo')) as account (account_id, customer_id);
create table logical.ldm_account_owner as
select account_id, customer_id, cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to
from (values
    ('A1', 'ada', null, null), ('A1', 'ben', null, null), ('A2', 'cleo', null, null),
    ('A1', 'dora', '2020-01-01', '2020-12-31')
) as owner (account_id, customer_id, valid_from, valid_to);
create table logical.ldm_transaction as
select * from (values
    ('T1', 'A1', 'ada', date '2020-06-01'), ('T2', 'A2', 'cleo', date '2026-01-01'),
    ('T3', null, 'cleo', date '2026-01-01')
) as moved (transaction_id, account_id, customer_id, business_date);
create table logical.ldm_transaction_payer as
select * from (values ('T3', 'cleo')) as payer (transaction_id, customer_id);
create table logical.ldm_recipient as
select * from (values ('harbour_insurance', 'controller')) as recipient (recipient_id, kind);
create table logical.ldm_agreement as select * from raw_demo.raw_agreements;
create table vault.vlt_current_pseudonym as
select 'customer' as subject_type, customer_id as subject_id, scope, md5(customer_id || scope) as pseudonym
from logical.ldm_customer, (values ('internal'), ('recipient:harbour_insurance')) as scopes (scope);

create view opt_out_direct_marketing.customer as
select customer_id, full_name from "warehouse"."logical"."ldm_customer" where not opt_out_direct_marketing;
create view opt_out_direct_marketing.account as
select account_id, customer_id from "warehouse"."logical"."ldm_account" where account_id not in (
    select account_id from "warehouse"."logical"."ldm_account_owner" where valid_to is null and customer_id not in (
        select customer_id from "warehouse"."logical"."ldm_customer" where not opt_out_direct_marketing
    )
);
create view opt_out_direct_marketing.transaction as
select transaction_id, account_id, customer_id from "warehouse"."logical"."ldm_transaction" as moved
where account_id in (select account_id from "warehouse"."opt_out_direct_marketing"."account")
    or account_id is null and customer_id in (select customer_id from "warehouse"."opt_out_direct_marketing"."customer");
create view opt_out_third_party_disclosure.customer as
select customer_id from "warehouse"."logical"."ldm_customer" where not opt_out_third_party_disclosure;
create view opt_out_automated_decisions.customer as
select customer_id from "warehouse"."logical"."ldm_customer" where not opt_out_automated_decisions;
create view opt_out_sensitive_data.customer as
select customer_id from "warehouse"."logical"."ldm_customer" where not opt_out_sensitive_data;
create view standard.customer as
select pseudonym as customer_key, left(full_name, 1) || '**' as full_name
from "warehouse"."logical"."ldm_customer"
inner join "warehouse"."vault"."vlt_current_pseudonym" on subject_id = customer_id and scope = 'internal';
create view personal_data.customer as select customer_id, full_name from "warehouse"."logical"."ldm_customer";
create table anonymised.customer as select 'demo' as kind from logical.ldm_customer;
create view selectively_anonymised.customer__harbour_insurance as
select pseudonym as customer_key, 
    case when level = 'identified' and exists (
        select 1 from "warehouse"."logical"."ldm_agreement"
        where disclosure_level = 'identified' and contains(attributes, 'full_name')
    ) then full_name end as full_name
from "warehouse"."logical"."ldm_customer" as customer
inner join "warehouse"."logical"."ldm_recipient_choice" as choice
    on choice.customer_id = customer.customer_id and choice.recipient_id = 'harbour_insurance' and choice.allowed
inner join "warehouse"."vault"."vlt_current_pseudonym" as keys
    on keys.subject_id = customer.customer_id and keys.scope = 'recipient:harbour_insurance'
where exists (select 1 from "warehouse"."logical"."ldm_agreement" where recipient_id = 'harbour_insurance');

create table audit.rejected_rows (
    table_name text, key text, column_name text, reason text, effect text, loaded_at timestamptz
);
create table audit.aud_build (
    invocation_id text, command text, started_at timestamptz, finished_at timestamptz, state text, target text,
    selection text, variables text, raw_location text, as_of_date date, as_of_explicit boolean, git_commit text,
    dbt_version text, models bigint, tests_failed bigint, nodes_failed bigint
);
insert into audit.aud_build values (
    '0a1b2c3d-0000-0000-0000-000000000000', 'build', now(), now(), 'success', 'duckdb', '',
    '{"demo_data": true, "raw_schema": "raw", "schema_prefix": "", "k_anonymity": 5}',
    'demo seeds in schema raw_demo', current_date, false, '', '1.11.16', 30, 0, 0
);

comment on view opt_out_direct_marketing.customer is
'Only people who may be used for direct marketing; refusals are absent / 仅含可用于直接营销的客户，已拒绝者不在其中. One row per customer. / 每个客户一行。';
comment on column opt_out_direct_marketing.customer.full_name is 'Name as on the document. / 证件姓名。';

create table audit.aud_access_finding (
    run_id text, found_at timestamptz, kind text, login_role text, relation text, events bigint,
    first_seen timestamptz, last_seen timestamptz, sentence text, remedy text
);
create table audit.rpt_effective_reader (
    checked_at timestamptz, login_role text, relation text, path text, state text
);

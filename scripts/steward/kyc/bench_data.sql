-- Invented histories from the hash of a row number: the same numbers give the same rows. {customers}, {transactions}.
create schema if not exists personal_data;

create or replace macro draw(salt, n) as (hash(salt || n::varchar) % 1000000007)::double / 1000000007;

create or replace table personal_data.customer_version as
select
    'c' || i as customer_id, 'c' || i as source_customer_id,
    case when i % 50 = 0 then 'unit' else 'individual' end as customer_type,
    'n' || i as full_name, timestamptz '2023-01-01 00:00:00+00' as valid_from_load
from range({customers}) as r(i);

create or replace table personal_data.customer_merge as
select null::varchar as merged_customer_id, null::date as merged_on, null::date as unmerged_on, null::timestamptz as loaded_at
where false;

create or replace table personal_data.account as
select
    'a' || i as account_id, 'c' || (i % {customers}) as customer_id, 'c' || (i % {customers}) as source_customer_id,
    'payment' as account_type, null::date as opened_on, null::date as closed_on,
    timestamptz '2023-01-01 00:00:00+00' as loaded_at
from range(({customers} * 1.3)::bigint) as r(i);

create or replace table personal_data.account_holder as
select account_id, customer_id, source_customer_id, 'owner' as role, null::date as valid_from, null::date as valid_to
from personal_data.account;

create or replace table personal_data.fx_rate as
select (date '2023-12-20' + i::integer) as rate_date, currency,
    (base + (hash(currency || i::varchar) % 2000)::decimal(18, 8) / 10000)::decimal(18, 8) as cny_per_unit
from range(750) as r(i), (values ('USD', 7.0), ('EUR', 7.6)) as v(currency, base)
where (date '2023-12-20' + i::integer)::date is not null and isodow(date '2023-12-20' + i::integer) < 6;

create or replace table personal_data.transaction_version as
select
    't' || i as transaction_id,
    'a' || least(
        ({customers} * pow(draw('c', i), 2))::bigint
        + case when draw('s', i) < 0.25 then {customers} else 0 end,
        ({customers} * 1.3)::bigint - 1
    ) as account_id,
    null::varchar as payer_name, null::varchar as payer_id_type, null::varchar as payer_id_number,
    null::varchar as payer_reference, 'payment' as transaction_type,
    case when draw('d', i) < 0.5 then 'in' else 'out' end as direction,
    least(100 * pow(1 / (draw('m', i) + 0.0000001), 0.85), 200000)::decimal(18, 2) as amount,
    case when draw('k', i) < 0.98 then 'CNY' when draw('k', i) < 0.995 then 'USD' else 'EUR' end as currency,
    'settled' as status,
    timestamptz '2024-01-01 00:00:00+00' + to_seconds((63072000.0 * i / {transactions})::bigint) as occurred_at,
    null::varchar as counterparty_account_id, null::varchar as reverses_transaction_id,
    null::varchar as product_class, false as is_cash, null::varchar as counterparty_country,
    timestamptz '2024-01-02 00:00:00+00' + to_seconds((63072000.0 * i / {transactions})::bigint) as loaded_at
from range({transactions}) as r(i);

-- A balance on every day on which something moved, around a level of the account's own: a fifth are above the bar.
create or replace table personal_data.account_balance as
select
    account_id, balance_date,
    (30000 * pow(draw('l', account_id), 8) * (0.5 + draw(account_id, balance_date)))::decimal(18, 2) as closing_balance,
    case when draw('u', account_id) < 0.98 then 'CNY' else 'USD' end as currency,
    balance_date::timestamptz + interval 20 hours as loaded_at
from (select distinct account_id, occurred_at::date as balance_date from personal_data.transaction_version) as days;

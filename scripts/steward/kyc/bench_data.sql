-- Invented histories from the hash of a row number: the same numbers give the same rows. {customers}, {transactions}.
create schema if not exists personal_data;

create or replace macro draw(salt, n) as (hash(salt || n::varchar) % 1000000007)::double / 1000000007;

-- One record in five hundred was merged into the one before it.
create or replace macro person(i) as 'c' || (i - (i % 500 = 7)::bigint);

create or replace table personal_data.customer_version as
select
    person(i) as customer_id, 'c' || i as source_customer_id,
    case when i % 50 = 0 then 'unit' else 'individual' end as customer_type,
    'n' || i as full_name, timestamptz '2023-01-01 00:00:00+00' as valid_from_load
from range({customers}) as r(i);

create or replace table personal_data.customer_merge as
select
    'c' || i as merged_customer_id, date '2025-03-01' as merged_on, null::date as unmerged_on,
    timestamptz '2025-03-02 00:00:00+00' as loaded_at
from range({customers}) as r(i)
where i % 500 = 7;

create or replace table personal_data.account as
select
    'a' || i as account_id, person(i % {customers}) as customer_id, 'c' || (i % {customers}) as source_customer_id,
    'payment' as account_type, null::date as opened_on,
    case when i % 200 = 3 then date '2025-06-30' end as closed_on,
    timestamptz '2023-01-01 00:00:00+00' as loaded_at
from range(({customers} * 1.3)::bigint) as r(i);

-- One account in a hundred belongs to two people.
create or replace table personal_data.account_holder as
select account_id, customer_id, source_customer_id, 'owner' as role, null::date as valid_from, null::date as valid_to
from personal_data.account
union all
select
    'a' || i, person((i + 1) % {customers}), 'c' || ((i + 1) % {customers}), 'joint', date '2024-06-01',
    case when i % 200 = 1 then date '2025-08-31' end
from range(({customers} * 1.3)::bigint) as r(i)
where i % 100 = 1;

create or replace table personal_data.fx_rate as
select (date '2023-12-20' + i::integer) as rate_date, currency,
    (base + (hash(currency || i::varchar) % 2000)::decimal(18, 8) / 10000)::decimal(18, 8) as cny_per_unit
from range(760) as r(i), (values ('USD', 7.0), ('EUR', 7.6)) as v(currency, base)
where isodow(date '2023-12-20' + i::integer) < 6;

-- A few customers move much and most little: the square of an even draw.
create or replace temp view drawn as
select
    i,
    'a' || case
        when drawn_customer < {customers} * 0.3 and draw('s', i) < 0.5 then drawn_customer + {customers} else drawn_customer
    end as account_id,
    case when draw('d', i) < 0.5 then 'in' else 'out' end as direction,
    least(100 * pow(1 / (draw('m', i) + 0.0000001), 0.85), 200000)::decimal(18, 2) as amount,
    draw('k', i) as currency_draw,
    hash('t' || i::varchar) % 1000 as type_draw,
    hash('u' || i::varchar) % 1000 as status_draw,
    timestamptz '2024-01-01 00:00:00+00' + to_seconds((63072000.0 * i / {transactions})::bigint) as occurred_at
from (select i, ({customers} * pow(draw('c', i), 2))::bigint as drawn_customer from range({transactions}) as r(i)) as rows_drawn;

-- Two in a thousand were loaded a day before with a lower amount.
create or replace table personal_data.transaction_version as
select
    't' || i as transaction_id, account_id,
    null::varchar as payer_name, null::varchar as payer_id_type, null::varchar as payer_id_number,
    null::varchar as payer_reference,
    case
        when type_draw < 900 then 'payment' when type_draw < 940 then 'transfer' when type_draw < 960 then 'topup'
        when type_draw < 975 then 'refund' when type_draw < 990 then 'fee' when type_draw < 999 then 'withdrawal'
        else 'reversal'
    end as transaction_type,
    direction,
    (amount * versions.part)::decimal(18, 2) as amount,
    case when currency_draw < 0.98 then 'CNY' when currency_draw < 0.995 then 'USD' else 'EUR' end as currency,
    case
        when status_draw < 10 then 'failed'
        when status_draw < 100 and i > {transactions} * 0.998 then 'pending'
        else 'settled'
    end as status,
    occurred_at,
    (occurred_at at time zone 'Asia/Shanghai')::date as business_date,
    null::varchar as counterparty_account_id,
    case when type_draw = 999 then 't' || (i - 1) end as reverses_transaction_id,
    null::varchar as product_class, false as is_cash, null::varchar as counterparty_country,
    occurred_at + to_days(1 + versions.age) as loaded_at,
    versions.age = 1 or status_draw >= 2 as is_current
from drawn
inner join (values (1, 1.0), (0, 0.9)) as versions(age, part) on versions.age = 1 or status_draw < 2;

-- A balance on every day on which something moved, around a level of the account's own: a fifth are above the bar.
create or replace table personal_data.account_balance as
select
    account_id, balance_date,
    (30000 * pow(draw('l', account_id), 8) * (0.5 + draw(account_id, balance_date)))::decimal(18, 2) as closing_balance,
    case when draw('u', account_id) < 0.98 then 'CNY' else 'USD' end as currency,
    balance_date::timestamptz + interval 20 hours as loaded_at
from (select distinct account_id, occurred_at::date as balance_date from personal_data.transaction_version) as days

-- Rates are published on working days. HKD has none in the first half of August: a gap longer than a rate may be old.
create view population_fx_rates as
select
    day::date as rate_date,
    currency,
    (base + (part(draw('fx', concat(day::date, currency)), 0) % 2000)::decimal(18, 8) * step)::decimal(18, 8) as cny_per_unit,
    day + interval 9 hour as published_at,
    loaded_after(day) as loaded_at
from
    range(timestamp '2026-05-01', timestamp '2026-09-30', interval 1 day) as days (day),
    (values
        ('USD', 7.05::decimal(18, 8), 0.00005::decimal(18, 8)),
        ('EUR', 7.65::decimal(18, 8), 0.00005::decimal(18, 8)),
        ('HKD', 0.90::decimal(18, 8), 0.00001::decimal(18, 8)),
        ('JPY', 0.047::decimal(18, 8), 0.000001::decimal(18, 8))
    ) as pairs (currency, base, step)
where
    isodow(day) < 6
    and not (currency = 'HKD' and day between timestamp '2026-08-01' and timestamp '2026-08-16');

create view population_risk_ratings as
select
    concat('rating-', lpad(number::varchar, 8, '0')) as rating_id,
    customer_id_of(number) as customer_id,
    case when part(drawn, 0) % 100 < 80 then 'low' when part(drawn, 0) % 100 < 98 then 'medium' else 'high' end as rating,
    date '2026-01-05' + (part(drawn, 3) % 120)::integer as rated_on,
    timestamp '2026-06-01 02:00:00' as loaded_at
from (
    select number, draw('rating', number) as drawn
    from numbers
)
where is_active(number);

create view population_merchants as
select
    concat('merchant-', right(customer_id, 8)) as merchant_id,
    customer_id,
    relationship_started_on as signed_on,
    relationship_ended_on as ended_on,
    'retail' as industry,
    'CN' as country,
    date '2026-03-02' + (registered_capital // 100000)::integer as last_visited_on,
    loaded_at
from population_customers
where customer_type <> 'individual' and status <> 'prospect';

create view population_beneficial_owners as
select
    customer_id,
    null::varchar as owner_customer_id,
    legal_representative as owner_name,
    0.6::decimal(18, 8) as share,
    'shareholding' as control_kind,
    relationship_started_on as valid_from,
    null::date as valid_to,
    loaded_at
from population_customers
where customer_type = 'unit' and status <> 'prospect';

create view population_interactions as
select
    concat('contact-', lpad(number::varchar, 8, '0')) as interaction_id,
    customer_id_of(number) as customer_id,
    pick(['staff-01', 'staff-02', 'staff-03'], part(drawn, 0)) as owner,
    pick(['call', 'call', 'call', 'visit', 'message', 'message', 'complaint', 'greeting'], part(drawn, 1)) as kind,
    pick(['phone', 'app'], part(drawn, 1)) as channel,
    'done' as outcome,
    (3 + part(drawn, 3) % 3)::bigint as satisfaction,
    occurred_at,
    null::date as due_on,
    occurred_at + interval 30 minute as closed_at,
    null::varchar as note,
    loaded_after(occurred_at) as loaded_at
from (
    select
        number,
        draw('interaction', number) as drawn,
        timestamp '2026-08-01 09:00:00' + to_days((part(draw('interaction', number), 4) % 59)::integer) as occurred_at
    from numbers
)
where is_active(number) and number % 2 = 0;

create view population_customer_owners as
select
    customer_id_of(number) as customer_id,
    pick(['staff-01', 'staff-02', 'staff-03'], number) as owner,
    date '2026-01-01' as valid_from,
    null::date as valid_to,
    timestamp '2026-06-01 02:00:00' as loaded_at
from numbers
where is_active(number) and number % 5 = 0;

create view population_customer_preferences as
select
    customer_id_of(number) as customer_id,
    'language' as preference,
    pick(['zh', 'zh', 'zh', 'en'], number) as value,
    'v3' as notice_version,
    'app' as channel,
    timestamp '2026-06-10 10:00:00' + to_days((number % 90)::integer) as collected_at,
    loaded_after(timestamp '2026-06-10 10:00:00' + to_days((number % 90)::integer)) as loaded_at
from numbers
where is_active(number) and number % 8 = 0;

create view population_kyc_evidence as
select
    concat('evidence-', document_id) as evidence_id,
    customer_id,
    'VERIFY_ID_COPY' as obligation_type,
    'id_copy' as evidence_type,
    document_id,
    verified_on as performed_on,
    'own' as performed_by,
    'passed' as outcome,
    loaded_at
from population_identity_documents
where copy_on_file;

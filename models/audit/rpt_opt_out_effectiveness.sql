-- The full anti-join: nobody who refused, and nobody unknown, may be found in what was built for a purpose.

with

customers as (
    select * from {{ ref('ldm_customer') }}
),

shown as (
    {%- for purpose in choice_purposes() %}
    {%- set loop_of_purpose = loop %}
    {%- for entity in ['customer', 'account', 'transaction', 'identity_document', 'interaction'] %}
    select
        '{{ purpose }}' as purpose,
        '{{ entity }}' as entity,
        count(*) as row_count,
        count(distinct viewed.customer_id) as persons,
        count(distinct case when coalesce(customers.opt_out_{{ purpose }}, true) then viewed.customer_id end)
            as refused_persons
    from {{ ref(entity ~ '__opt_out_' ~ purpose) }} as viewed
    left join customers on viewed.customer_id = customers.customer_id
    {%- if not (loop.last and loop_of_purpose.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
),

refusals as (
    {%- for purpose in choice_purposes() %}
    select
        '{{ purpose }}' as purpose,
        count(*) as refusing_persons
    from customers
    where opt_out_{{ purpose }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    shown.purpose,
    shown.entity,
    shown.row_count,
    shown.persons,
    refusals.refusing_persons,
    shown.refused_persons as refused_persons_present,
    case when shown.refused_persons = 0 then 'pass' else 'fail' end as state
from shown
inner join refusals on shown.purpose = refusals.purpose
order by shown.purpose, shown.entity

with

purposes as (
    select * from {{ ref('purposes') }}
    where opt_outable
),

jurisdictions as (
    select distinct jurisdiction as known_jurisdiction
    from {{ ref('ldm_choice_rule') }}
),

customers as (
    select
        persons.*,
        -- What a source wrote in the place of a jurisdiction may be anything: it is counted, not shown.
        coalesce(jurisdictions.known_jurisdiction, 'unknown') as law
    from {{ ref('ldm_customer') }} as persons
    left join jurisdictions on persons.jurisdiction = jurisdictions.known_jurisdiction
),

flags as (
    {%- for purpose in choice_purposes() %}
    select
        '{{ purpose }}' as purpose,
        law as jurisdiction,
        opt_out_{{ purpose }} as is_refused,
        opt_out_{{ purpose }}_state as state
    from customers
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select
    purposes.purpose,
    purposes.name_zh,
    purposes.name_en,
    flags.jurisdiction,
    count(*) as persons,
    count(case when not flags.is_refused and flags.state = 'no_record' then 1 end) as allowed_by_law,
    count(case when not flags.is_refused and coalesce(flags.state, '') <> 'no_record' then 1 end) as allowed_by_choice,
    count(case when flags.is_refused and flags.state = 'opted_out' then 1 end) as refused_by_choice,
    count(case when flags.is_refused and flags.state = 'no_record' then 1 end) as refused_by_law,
    count(case when flags.is_refused and coalesce(flags.state, '') not in ('opted_out', 'no_record') then 1 end)
        as refused_in_doubt
from flags
inner join purposes on flags.purpose = purposes.purpose
group by purposes.purpose, purposes.name_zh, purposes.name_en, flags.jurisdiction
order by purposes.purpose, flags.jurisdiction

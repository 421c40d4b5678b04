-- What policy lets each audience read: its patterns against the relations that the views make.

with

audiences as (
    select * from {{ ref('audiences') }}
),

relations as (
    select
        relation,
        family,
        count(*) as columns
    from {{ ref('view_register') }}
    group by relation, family
),

patterns as (
    select
        audience,
        purpose,
        unnest(string_to_array(relation_pattern, '|')) as pattern
    from audiences
),

named as (
    select
        audience,
        purpose,
        trim(pattern) as pattern,
        replace(replace(trim(pattern), '_', '!_'), '*', '%') as pattern_text
    from patterns
)

select
    named.audience,
    named.purpose,
    -- Patterns on kyc and audit name no view: they stand for themselves.
    coalesce(relations.relation, named.pattern) as relation,
    coalesce(relations.family, split_part(named.pattern, '.', 1)) as family,
    relations.columns
from named
left join relations on relations.relation like named.pattern_text escape '!'
order by named.audience, relation

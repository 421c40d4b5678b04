with

choice_rules as (

    select * from {{ ref('choice_rules') }}

)

select
    flag,
    jurisdiction,
    purpose_group,
    channel,
    regime,
    default_without_record = 'allow' as is_allowed_by_default,
    provision,
    valid_from,
    valid_to
from choice_rules

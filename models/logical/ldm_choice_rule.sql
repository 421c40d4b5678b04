-- Rendered by `make views` from seeds/legal/choice_rules.csv and the rows of seeds/site: change those.
with

choice_rules as (

    select
        flag,
        jurisdiction,
        purpose_group,
        channel,
        regime,
        default_without_record,
        provision,
        valid_from,
        valid_to
    from {{ ref('choice_rules') }}

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

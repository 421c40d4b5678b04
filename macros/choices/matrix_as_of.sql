{#- All that holds for each person at a moment, from what was known at another: the whole of each purpose, each channel,
    recipient and category, and what nobody can leave; in parentheses to select from. -#}
{%- macro matrix_as_of(at=none, known_at=none) -%}
{%- set answer = 'allowed, state, why, decided_by_event, decided_by_provision' -%}
(
with

{{ choice_ctes(choice_moment(at), choice_moment(known_at)) }},

persons as (select * from member_decisions where member_id = person_id),

parts_there as ({{ matrix_parts_there() }})

select customer_id, purpose, 'purpose' as part, cast(null as text) as scope, {{ answer }}
from {{ choices_as_of(at, known_at) }} as purposes
union all
select customer_id, purpose, part, scope, {{ answer }}
from ({{ matrix_parts() }}) as parts_of_purposes
union all
select customer_id, 'third_party_disclosure' as purpose, 'recipient' as part, recipient_id as scope, {{ answer }}
from {{ recipients_as_of(at, known_at) }} as recipients_of_persons
union all
select customer_id, purpose, part, scope, {{ answer }}
from ({{ matrix_of_law(choice_moment(at)) }}) as not_opt_outable
)
{%- endmacro %}

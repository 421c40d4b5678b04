{{ config(group='compliance') }}
-- Every rule row in force has a model in the union, each model a rule, and each period that the law leaves open is set.
with models as (

    {% for rule_id in kyc_rule_models() %}
    select '{{ rule_id }}' as rule_id
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

rules as (

    select
        rule_id,
        due_unit,
        due_n
    from {{ ref('int_kyc_rule') }}

)

select coalesce(rules.rule_id, models.rule_id) as rule_id
from rules
full outer join models on rules.rule_id = models.rule_id
where rules.rule_id is null
    or models.rule_id is null
    or (rules.due_n is null and rules.due_unit <> 'none')

-- Resolving customers neither drops nor repeats a record: where more than the identity is joined, the entity has the
-- rows of its staging table. (That the identity joins once is asserted with the people.)
{{ config(group='custody') }}

with

staged as (

    {% for model in ['transaction', 'account_holder'] %}
        select
            'ldm_{{ model }}' as model_name,
            count(*) as row_count
        from {{ ref('stg_' ~ model ~ 's') }}
        where is_current

        union all

    {% endfor %}
    select
        'vlt_customer_identity' as model_name,
        count(*) as row_count
    from {{ ref('stg_customers') }}
    where is_current

    union all

    -- The customer of an account is one more holder of it.
    select
        'ldm_account_holder' as model_name,
        count(customer_id) as row_count
    from {{ ref('ldm_account') }}

),

held as (

    {% for model in ['ldm_transaction', 'ldm_account_holder'] %}
        select
            '{{ model }}' as model_name,
            count(*) as row_count
        from {{ ref(model) }}

        union all

    {% endfor %}
    select
        'vlt_customer_identity' as model_name,
        count(*) as row_count
    from {{ ref('vlt_customer_identity') }}

),

expected as (

    select
        model_name,
        sum(row_count) as row_count
    from staged
    group by model_name

)

select
    expected.model_name,
    expected.row_count as staged,
    held.row_count as held
from expected
inner join held on expected.model_name = held.model_name
where expected.row_count <> held.row_count

-- Resolving customers neither drops nor repeats a record: each entity has the rows of its staging table.
{{ config(group='custody') }}

with

counts as (

    {% for table, model in {
        'accounts': 'ldm_account',
        'identity_documents': 'ldm_identity_document',
        'interactions': 'ldm_interaction',
        'transactions': 'ldm_transaction',
    }.items() -%}
    select
        '{{ model }}' as model_name,
        (select count(*) from {{ ref('stg_' ~ table) }} where is_current) as staged,
        (select count(*) from {{ ref(model) }}) as held

    union all

    {% endfor -%}
    select
        'ldm_account_holder' as model_name,
        (select count(*) from {{ ref('stg_account_holders') }} where is_current)
        + (select count(*) from {{ ref('ldm_account') }} where customer_id is not null) as staged,
        (select count(*) from {{ ref('ldm_account_holder') }}) as held

    union all

    select
        'vlt_customer_identity' as model_name,
        (select count(*) from {{ ref('stg_customers') }} where is_current) as staged,
        (select count(*) from {{ ref('vlt_customer_identity') }}) as held

)

select
    model_name,
    staged,
    held
from counts
where staged <> held

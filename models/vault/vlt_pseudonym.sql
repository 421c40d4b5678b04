{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false, on_schema_change='fail') }}

with

scopes as (

    select scope from {{ ref('vlt_pseudonym_scope') }}

),

subjects as (

    select distinct
        'customer' as subject_type,
        person_id as subject_id
    from {{ ref('vlt_customer_identity') }}

    union all

    select
        'account' as subject_type,
        account_id as subject_id
    from {{ ref('stg_accounts') }}
    where is_current

),

missing as (

    select
        subjects.subject_type,
        subjects.subject_id,
        scopes.scope
    from subjects
    cross join scopes
    {% if is_incremental() %}
        left join {{ this }} as known
            on
                subjects.subject_type = known.subject_type
                and subjects.subject_id = known.subject_id
                and scopes.scope = known.scope
    {% endif %}
    where
        {{ 'known.subject_id is null' if is_incremental() else 'true' }}
        -- A build of a day that was named adds nothing: the map belongs to the warehouse of today.
        and {{ 'false' if var('as_of_date', none) else 'true' }}

)

select
    subject_type,
    subject_id,
    scope,
    1 as version,
    {{ random_key() }} as pseudonym,
    current_timestamp as created_at
from missing

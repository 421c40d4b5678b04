with versions as (

    select
        customer_id,
        source_customer_id,
        {{ normalised_name('full_name') }} as full_name,
        id_type,
        upper(replace(id_number, ' ', '')) as id_number,
        registered_capital,
        {{ normalised_name('business_scope') }} as business_scope,
        {{ normalised_name('legal_representative') }} as legal_representative,
        valid_from_load
    from {{ ref('customer_version__personal_data') }}

),

compared as (

    select
        customer_id,
        source_customer_id,
        valid_from_load,
        lag(full_name) over history <> full_name as name_changed,
        lag(id_type) over history <> id_type
        or (
            lag(id_number) over history <> id_number
            -- The 15-digit form of the same number is no change.
            and not (length(lag(id_number) over history) = 15 and substring(id_number, 1, 6) || substring(id_number, 9, 9) = lag(id_number) over history)
        ) as document_changed,
        lag(registered_capital) over history <> registered_capital as capital_changed,
        lag(business_scope) over history <> business_scope as scope_changed,
        lag(legal_representative) over history <> legal_representative as representative_changed
    from versions
    window history as (partition by source_customer_id order by valid_from_load)

),

named as (

    select
        *,
        case when name_changed then '姓名或名称 ' else '' end
        || case when document_changed then '证件种类或号码 ' else '' end
        || case when capital_changed then '注册资本 ' else '' end
        || case when scope_changed then '经营范围 ' else '' end
        || case when representative_changed then '法定代表人 ' else '' end as fields_zh,
        case when name_changed then 'name ' else '' end
        || case when document_changed then 'document ' else '' end
        || case when capital_changed then 'capital ' else '' end
        || case when scope_changed then 'scope ' else '' end
        || case when representative_changed then 'representative ' else '' end as fields_en
    from compared

),

found as (

    select
        customer_id as subject_id,
        customer_id,
        {{ shanghai_date('valid_from_load') }} as trigger_date,
        source_customer_id || '@' || cast({{ shanghai_date('valid_from_load') }} as varchar) as source_id,
        min(valid_from_load) as detected_at,
        {{ event_facts("'客户信息变更:' || string_agg(trim(fields_zh), '、' order by valid_from_load)", "'changed: ' || string_agg(trim(fields_en), ', ' order by valid_from_load)") }}
    from named
    where fields_en <> ''
    group by customer_id, source_customer_id, {{ shanghai_date('valid_from_load') }}

)

{{ event_trigger('PI-REID-CHANGE', 'customer') }}

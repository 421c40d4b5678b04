{#- Deletes the keys of records that are gone: what was withdrawn stays withdrawn without them. -#}
{%- macro forget_erased(labelled, leaves, withdrawn) -%}
    {%- if anonymises() -%}
    {%- for relation in [labelled, withdrawn] -%}
    delete from {{ relation }}
    where
        not exists (select 1 from {{ leaves }} as leaves where leaves.record_id = {{ relation.identifier }}.record_id)
        and exists (select 1 from {{ leaves }});
    {% endfor -%}
    {%- else -%}
    select 1
    {%- endif -%}
{%- endmacro %}

{#- Each cell with its persons, and whether it is unsafe: fewer than k persons; an amount that fewer than k of them give,
    or that may tell the largest giver's to the second largest: were that as large, the others would give under `share`
    of it. Nobody's place is asked for, which would pick single persons. -#}
{%- macro summary_cells(records, keys, k, amounts, share) -%}
    {%- set unsafe = ['count(*) < ' ~ k] -%}
    {%- for name in amounts -%}
        {%- do unsafe.append('(max(' ~ name ~ ') > 0 and (count(nullif(' ~ name ~ ', 0)) < ' ~ k ~ ' or sum(' ~ name
            ~ ') - 2 * max(' ~ name ~ ') < ' ~ share ~ ' * max(' ~ name ~ ')))') -%}
    {%- endfor -%}
    {%- set keys = keys | join(', ') %}
    select
        {{ keys }},
        count(*) as persons,
        case when {{ unsafe | join(' or ') }} then 1 else 0 end as unsafe
    from (
        select
            {{ keys }},
            person_id
            {%- for name in amounts %},
            sum(coalesce({{ name }}, 0)) as {{ name }}
            {%- endfor %}
        from {{ records }}
        group by {{ keys }}, person_id
    ) as given
    group by {{ keys }}
{%- endmacro %}

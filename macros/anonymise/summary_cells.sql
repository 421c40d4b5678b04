{#- Each cell with its persons, and whether it is unsafe: fewer than k persons; an amount that fewer than k of them
    give, or that tells the largest giver's to the second largest (the others give under `share` of it). -#}
{%- macro summary_cells(records, keys, k, amounts, share) -%}
    {%- set unsafe = ['count(*) < ' ~ k] -%}
    {%- for name in amounts -%}
        {%- set is_of_few = 'count(nullif(' ~ name ~ ', 0)) < ' ~ k -%}
        {%- set of_others = 'sum(case when ' ~ name ~ '_place > 2 then ' ~ name ~ ' else 0 end)' -%}
        {%- set is_of_one = of_others ~ ' < ' ~ share ~ ' * max(' ~ name ~ ')' -%}
        {%- do unsafe.append('(max(' ~ name ~ ') > 0 and (' ~ is_of_few ~ ' or ' ~ is_of_one ~ '))') -%}
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
            sum(coalesce({{ name }}, 0)) as {{ name }},
            row_number() over (partition by {{ keys }} order by sum(coalesce({{ name }}, 0)) desc) as {{ name }}_place
            {%- endfor %}
        from {{ records }}
        group by {{ keys }}, person_id
    ) as given
    group by {{ keys }}
{%- endmacro %}

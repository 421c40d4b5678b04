{% macro is_read_by_views(relation) -%}
    {%- set asked -%}
        select count(*)
        from pg_depend as d
        inner join pg_rewrite as r on r.oid = d.objid and r.ev_class <> d.refobjid
        where d.classid = 'pg_rewrite'::regclass and d.refobjid = to_regclass('{{ relation }}')
    {%- endset -%}
    {{ return(run_query(asked).rows[0][0] > 0) }}
{%- endmacro %}

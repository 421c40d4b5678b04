{#- The best node that was looked at: lowest loss, fewest suppressed, smallest levels; none if all suppress too much. -#}
{%- macro anonymise_best(spec) -%}
    {%- set found = run_query(
        'select node.node, done.loss, ' ~ anonymise_list(spec, 'node.l{i}')
        ~ ' from anonymise_done as done inner join anonymise_node as node on done.node = node.node where done.suppressed <= '
        ~ spec.allowed ~ ' order by done.loss, done.suppressed, ' ~ anonymise_list(spec, 'node.l{i}') ~ ' limit 1') -%}
    {{ return(found[0] if found | length > 0 else none) }}
{%- endmacro %}

{#- What a command left out, in words; empty when it took the whole project.
    Unit tests prove the code and not the data, so a job may leave them out. -#}
{% macro build_selection() -%}
    {%- set parts = [] -%}
    {%- for option in ['select', 'exclude', 'selector', 'resource_types', 'exclude_resource_types'] -%}
        {%- set value = invocation_args_dict.get(option) or [] -%}
        {%- set words = [value] if value is string else value | list -%}
        {%- if option == 'exclude_resource_types' -%}
            {%- set words = words | reject('equalto', 'unit_test') | list -%}
        {%- endif -%}
        {%- if words -%}
            {%- do parts.append(option ~ ' ' ~ words | join(' ')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for option in ['empty', 'sample'] if invocation_args_dict.get(option) -%}
        {%- do parts.append(option) -%}
    {%- endfor -%}
    {%- set left_out = [] -%}
    {%- for id, node in graph.nodes.items() if node.resource_type in ['model', 'seed', 'snapshot', 'test'] -%}
        {%- do left_out.append(id) if id not in selected_resources -%}
    {%- endfor -%}
    {%- if left_out and not parts and flags.WHICH == 'build' -%}
        {%- do parts.append(left_out | length ~ ' nodes left out') -%}
    {%- endif -%}
    {{ return(parts | join(', ')) }}
{%- endmacro %}

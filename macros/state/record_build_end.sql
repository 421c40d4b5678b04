{#- Closes the row of this build: whatever did not succeed counts, a skipped node too. -#}
{% macro record_build_end(results) -%}
    {%- if build_writes() -%}
    {%- set counts = {'models': 0, 'tests_failed': 0, 'nodes_failed': 0} -%}
    {%- for result in results if result.node.resource_type != 'operation' -%}
        {%- set kind = result.node.resource_type | string -%}
        {%- set passed = result.status | string in ['success', 'pass', 'no-op'] -%}
        {%- if passed and kind == 'model' -%}
            {%- do counts.update({'models': counts.models + 1}) -%}
        {%- elif not passed and kind in ['test', 'unit_test'] -%}
            {%- do counts.update({'tests_failed': counts.tests_failed + 1}) -%}
        {%- elif not passed -%}
            {%- do counts.update({'nodes_failed': counts.nodes_failed + 1}) -%}
        {%- endif -%}
    {%- endfor -%}
    update {{ build_table() }}
    set
        finished_at = current_timestamp,
        state = '{{ 'failed' if counts.tests_failed + counts.nodes_failed else 'success' }}',
        models = {{ counts.models }},
        tests_failed = {{ counts.tests_failed }},
        nodes_failed = {{ counts.nodes_failed }}
    where invocation_id = '{{ invocation_id }}'
    {%- endif -%}
{%- endmacro %}

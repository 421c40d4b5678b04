{#- A date or time as core systems write it, as ISO text: 2024/1/5, 20240105 and 2024-1-5 are 2024-01-05.
    Nearly every text is ISO already, and the pattern is far cheaper than the rewriting. -#}
{% macro iso_text(column) -%}
    {%- set text = read_text(column) -%}
    {%- set rewritten = namespace(text=text) -%}
    {%- for pattern, replacement in [
        ('^([0-9]{4})([0-9]{2})([0-9]{2})$', '\\1-\\2-\\3'),
        ('^([0-9]{4})[-/]([0-9])[-/]', '\\1-0\\2-'),
        ('^([0-9]{4})[-/]([0-9]{2})[-/]', '\\1-\\2-'),
        ('^([0-9]{4}-[0-9]{2})-([0-9])([T ]|$)', '\\1-0\\2\\3'),
        (' ([0-9]):', ' 0\\1:'),
    ] -%}
        {%- set rewritten.text = 'regexp_replace(' ~ rewritten.text ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')" -%}
    {%- endfor -%}
    case when {{ matches(text, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') }} then {{ text }} else {{ rewritten.text }} end
{%- endmacro %}

{#- As `as_of_date`, but where that is not set the day on which a view is read, and not the day it was built:
    who refuses after the build must be seen by whoever asks once more. -#}
{% macro as_of_date_live() -%}
    {{ as_of_date() if var('as_of_date', none) else shanghai_date('current_timestamp') }}
{%- endmacro %}

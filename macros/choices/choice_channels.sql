{#- The channels of direct marketing, in the order in which they are shown. -#}
{%- macro choice_channels() -%}
    {{ return(['sms', 'phone', 'email', 'post', 'app']) }}
{%- endmacro %}

{#- 北京市东城区长安街1号 -> 北京市东城区***: the text up to a district at its start. A part that may name a
    street, a village or a housing estate is no district: such an address, and one without, is *** as a whole. -#}
{%- macro mask_address(expr) -%}
    {%- set address = plain_text(expr) -%}
    {%- set district = '^[^0-9 小社园校厂院景苑村街路号弄巷栋幢楼室]{1,12}?[区县旗]' -%}
    case
        when length({{ address }}) = 0 then ''
        when {{ address }} is not null then coalesce({{ first_match(address, district) }}, '') || '***'
    end
{%- endmacro %}

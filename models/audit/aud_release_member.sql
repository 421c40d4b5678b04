{{ config(materialized='ephemeral', access='private') }}

{{ release_members() }}

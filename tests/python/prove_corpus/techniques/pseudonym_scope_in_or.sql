-- zone: standard
-- expect: leak
-- flow pseudonym: pseudonyms.pseudonym
-- influence pseudonym: pseudonyms.scope
select pseudonym from pseudonyms where scope = 'internal' or scope <> ''

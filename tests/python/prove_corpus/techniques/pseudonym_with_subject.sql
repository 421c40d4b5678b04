-- zone: standard
-- expect: leak
-- flow subject_id: pseudonyms.subject_id
-- flow pseudonym: pseudonyms.pseudonym (pseudonym of internal)
-- influence subject_id: pseudonyms.scope
-- influence pseudonym: pseudonyms.scope
select subject_id, pseudonym from pseudonyms where scope = 'internal'

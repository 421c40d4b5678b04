-- zone: crm
-- expect: clean
-- flow y: calendar.day
select extract(year from day) as y from calendar

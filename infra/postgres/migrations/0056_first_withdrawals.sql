-- A sighting is withdrawn by the first withdrawal behind it; where several came at once, another one may stand there. What was told is in the log: built anew.
UPDATE reporting.projections SET state = 'retired' WHERE name = 'milestones' AND state <> 'retired';

-- No statement is served by these.
DROP INDEX reporting.visa_applications_of_delegations_by_day;
DROP INDEX reporting.leads_of_match;

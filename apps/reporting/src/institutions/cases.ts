import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import { CASE_EVENTS, type CaseRow, foldCases, type OpeningRow } from './cases.fold.js';

const CASES = 'reporting.cases';
const OPENINGS = 'reporting.case_openings';
const FACTS = 'reporting.case_facts';

/** Where each case of a firm stands, each time that it was opened, and what happened to it. */
export const cases = projectionOf({
  name: 'cases',
  tables: [CASES, OPENINGS, FACTS],
  handles: CASE_EVENTS,
  async apply(events, { client, generation }) {
    const ids = [...new Set(events.map(({ data }) => data.caseId))];
    const { rows: known } = await client.query<{ row: CaseRow }>(
      `SELECT to_json(c) AS row FROM ${lookUpOf(CASES, 'case_id')} c`,
      [generation, ids],
    );
    const { rows: opened } = await client.query<{ row: OpeningRow }>(
      `SELECT DISTINCT ON (case_id) to_json(o) AS row FROM ${lookUpOf(OPENINGS, 'case_id')} o
       ORDER BY case_id, opening DESC`,
      [generation, ids],
    );
    const rows = {
      cases: new Map(known.map(({ row }) => [row.case_id, row])),
      openings: new Map(opened.map(({ row }) => [row.case_id, row])),
    };
    const { facts, openings } = foldCases(events, rows);
    const told = (row: object) => ({ ...row, generation });
    await upsertRows(client, CASES, ['generation', 'case_id'], [...rows.cases.values()].map(told));
    const all = [...openings, ...rows.openings.values()];
    await upsertRows(client, OPENINGS, ['generation', 'case_id', 'opening'], all.map(told));
    await insertRows(client, FACTS, facts.map(told));
  },
});

import { FollowedSections, type SectionTripRow, sectionTripChanges, type Ways } from '@corridor/domain';
import type pg from 'pg';
import { rowsOf } from './time-cells.js';

interface LegRow {
  readonly from_location: string;
  readonly to_location: string;
  readonly mode: 'road' | 'rail' | 'sea' | 'air';
}
type Generation<Row> = Row & { readonly generation: number };

/** What the projection keeps of trips, worked out from the visits and the plans that there are. Trips are kept from before a plan named their ends on, too, which nobody can ask for. */
export async function fillSectionTrips(owner: pg.Pool): Promise<void> {
  const visits = await rowsOf<Generation<Ways['visits'][number]>>(owner, 'reporting.visits');
  const parts = await rowsOf<Ways['parts'][number]>(owner, 'reporting.visit_parts');
  const sections = new FollowedSections();
  for (const { from_location, to_location, mode } of await rowsOf<LegRow>(owner, 'reporting.route_legs')) {
    sections.follow({ leaves: from_location, enters: to_location, mode });
    sections.follow({ leaves: to_location, enters: from_location, mode });
  }
  const [{ generation } = { generation: 1 }] = visits;
  const { fresh } = sectionTripChanges({ visits, parts }, 0, sections);
  const rows: readonly Generation<SectionTripRow>[] = fresh.map((row) => ({ generation, ...row }));
  await owner.query('DELETE FROM reporting.section_trips');
  await owner.query(
    'INSERT INTO reporting.section_trips SELECT * FROM json_populate_recordset(NULL::reporting.section_trips, $1::json)',
    [JSON.stringify(rows)],
  );
}

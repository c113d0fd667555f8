import { monthOf } from '../local-day.js';
import type { Time, ToldTime } from '../visits/time-cells.fold.js';
import type { CustomsDeclarationRow } from './customs-row.js';

/** From the strictest on. */
const INSPECTIONS = ['physical', 'scan', 'documentary'] as const;

/**
 * How long customs took over declarations that events cleared: each once, of all offices together and of its own. Nothing takes a clearance back, and customs looks at nothing
 * behind it.
 * @param rows as they stand behind the events
 * @param first position of the events
 */
export function clearancesOf(rows: readonly CustomsDeclarationRow[], first: number): readonly ToldTime[] {
  return rows.flatMap((row) => {
    const { cleared_at, cleared_on, cleared_position: position } = row;
    if (cleared_at === null || cleared_on === null || position === null || position < first) return [];
    const what = `${row.flow} ${row.procedure} ${inspectionBy(row, position)}`;
    const month = monthOf(cleared_on);
    const ms = Date.parse(cleared_at) - Date.parse(row.lodged_at);
    const of = { month, standing: 'complete', ms } as const;
    const times: readonly Time[] = [
      { ...of, cut: 'total', key: what },
      { ...of, cut: 'office', key: `${row.office} ${what}` },
    ];
    return times.map((time) => ({ position, time, sign: 1 }));
  });
}

/** The strictest that was recorded by a position. */
function inspectionBy(row: CustomsDeclarationRow, position: number): string {
  return INSPECTIONS.find((kind) => (row[`${kind}_position`] ?? position) < position) ?? 'none';
}

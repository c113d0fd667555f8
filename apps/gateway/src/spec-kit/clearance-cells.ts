import type pg from 'pg';
import { fillCells, rowsOf } from './time-cells.js';

interface DeclarationRow {
  readonly generation: number;
  readonly office: string;
  readonly flow: string;
  readonly procedure: string;
  readonly lodged_at: string;
  readonly cleared_at: string | null;
  readonly cleared_on: string | null;
  readonly cleared_position: number | null;
  readonly documentary_position: number | null;
  readonly scan_position: number | null;
  readonly physical_position: number | null;
}

/** What the projection keeps beside declarations of how long customs took over them, worked out from these anew. */
export async function fillClearanceCells(owner: pg.Pool): Promise<void> {
  const rows = await rowsOf<DeclarationRow>(owner, 'reporting.customs_declarations');
  const changes = rows.flatMap((row) => {
    const { generation, cleared_at, cleared_on, cleared_position: position } = row;
    if (cleared_at === null || cleared_on === null || position === null) return [];
    const looked = [
      ['physical', row.physical_position],
      ['scan', row.scan_position],
      ['documentary', row.documentary_position],
    ] as const;
    const [strictest = 'none'] = looked.find(([, at]) => at !== null && at <= position) ?? [];
    const key = `${row.flow} ${row.procedure} ${strictest}`;
    const month = `${cleared_on.slice(0, 7)}-01`;
    const ms = Date.parse(cleared_at) - Date.parse(row.lodged_at);
    const one = { standing: 'complete', ms, position, sign: 1 };
    return [
      { ...one, name: { generation, cut: 'total', key, month } },
      { ...one, name: { generation, cut: 'office', key: `${row.office} ${key}`, month } },
    ];
  });
  await fillCells(owner, 'clearance', 'n, ms', changes);
}

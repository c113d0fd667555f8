import { MIRROR_SUMS as SUMS } from '@corridor/domain';
import type { FilledLedger } from './filled-ledger.js';
import { idOf } from './payment-rows.js';

type Sum = (typeof SUMS)[number];

/** What a pair adds to one month and chapter: cents, those of nothing left out. */
export type MirrorPlace = readonly [
  month: string,
  chapter: string,
  cents: Readonly<Partial<Record<Sum, number | bigint>>>,
  countries?: readonly [exporter: string, importer: string],
];

/** A line that both sides declare, or one of them: PK's exports to KZ, where nothing else is said. */
export interface MirrorPair {
  /** From which position on, and from which on it is told otherwise. */
  readonly known: readonly [from: number, until?: number];
  readonly pair?: number;
  readonly consignment: number;
  readonly line?: number;
  /** The events behind it. */
  readonly exported?: number;
  readonly imported?: number;
  readonly places: readonly MirrorPlace[];
  readonly generation?: number;
}

export async function addMirrorPair(
  ledger: FilledLedger,
  { known: [position, until], consignment, exported, imported, places, ...more }: MirrorPair,
): Promise<void> {
  for (const [at, [month, chapter, cents, countries]] of places.entries()) {
    const [exporter, importer] = countries ?? ['PK', 'KZ'];
    await ledger.insert('reporting.mirror_shares', {
      ...{ position, exporter, importer, chapter },
      generation: more.generation ?? 1,
      pair: more.pair ?? 1,
      place: at + 1,
      until_position: until ?? null,
      consignment_id: idOf(consignment),
      line_number: more.line ?? 1,
      export_declaration: exported === undefined ? null : idOf(exported),
      import_declaration: imported === undefined ? null : idOf(imported),
      export_position: exported ?? null,
      import_position: imported ?? null,
      month: `${month}-01`,
      ...Object.fromEntries(SUMS.map((sum) => [sum, cents[sum] ?? 0])),
    });
  }
}

/** What the projection keeps beside the shares, worked out from these anew. */
export async function fillMirrorCells({ owner }: FilledLedger): Promise<void> {
  const of = (told: (sum: Sum | 'under_way') => string) =>
    [...SUMS, 'under_way' as const].map(told).join(', ');
  await owner.query(`
    DELETE FROM reporting.mirror_cells;
    DELETE FROM reporting.mirror_cell_heads;
    WITH event AS (
      SELECT generation, exporter, importer, month, key AS chapter, at AS position, ${of((sum) => `sum(sign * ${sum}) AS ${sum}`)}
      FROM (
        SELECT *, CASE WHEN import_declaration IS NULL THEN exports ELSE 0 END AS under_way FROM reporting.mirror_shares) s CROSS JOIN LATERAL (VALUES (''), (s.chapter)) AS cut (key)
        CROSS JOIN LATERAL (VALUES (s.position, 1), (s.until_position, -1)) AS change (at, sign)
      WHERE at IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
    ), head AS (
      INSERT INTO reporting.mirror_cell_heads (generation, exporter, importer, month, chapter, first_position, nth, position, ${of((sum) => sum)})
      SELECT generation, exporter, importer, month, chapter, min(position), row_number() OVER (PARTITION BY generation, min(position)), max(position),
        ${of((sum) => `sum(${sum})`)}
      FROM event GROUP BY 1, 2, 3, 4, 5
      RETURNING *
    )
    INSERT INTO reporting.mirror_cells (generation, first_position, nth, position, ${of((sum) => sum)})
    SELECT generation, head.first_position, head.nth, event.position, ${of((sum) => `sum(event.${sum}) OVER so_far`)}
    FROM event JOIN head USING (generation, exporter, importer, month, chapter)
    WINDOW so_far AS (PARTITION BY generation, head.first_position, head.nth ORDER BY event.position)`);
}

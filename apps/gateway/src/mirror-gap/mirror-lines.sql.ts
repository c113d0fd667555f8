import { MIRROR_CAUSES, type MirrorCause } from '@corridor/domain';

/** An event behind a line; the database gives null of one that is archived, for all that it says. */
type EventRow<Side extends string> = Readonly<
  Record<`${Side}_position` | `${Side}_declaration` | `${Side}_type` | `${Side}_occurred_at`, string | null> &
    Record<`${Side}_recorded_at` | `${Side}_actor`, string | null>
>;

/** A pair of declarations of one line, or one that stands alone, with its share of a cause. */
export interface MirrorLineRow extends EventRow<'export'>, EventRow<'import'> {
  /** bigint, as text, like `cents` and the positions of its events. */
  readonly position: string;
  readonly pair: number;
  readonly consignment_id: string;
  readonly line_number: number;
  readonly cents: string;
}

const eventOf = (side: 'export' | 'import'): string => `
    share.${side}_position::text AS ${side}_position, share.${side}_declaration, ${side}_event.type AS ${side}_type,
    ${side}_event.occurred_local AS ${side}_occurred_at, ${side}_event.actor AS ${side}_actor,
    to_char(${side}_event.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${side}_recorded_at`;

/** In SQL, of a share `s`. */
interface Listed {
  readonly cents: string;
  /** Implies the condition of an index. */
  readonly where: string;
}

/**
 * Of exports of $1 to $2, months $3 to $4 (first days), as of position $5, of chapter $6 where it is not null: the lines with a share of a sum behind pair $8 of
 * position $7, $9 of them, in the order in which the ledger came to know them so. Shares sum to it.
 */
export const linesSql = ({ cents, where }: Listed): string => `
  SELECT share.position::text AS position, share.pair, share.consignment_id, share.line_number, share.cents, ${eventOf('export')}, ${eventOf('import')}
  FROM (
    SELECT s.position, s.pair, min(s.consignment_id::text) AS consignment_id, min(s.line_number) AS line_number, sum(${cents})::text AS cents,
      min(s.export_declaration::text) AS export_declaration, min(s.import_declaration::text) AS import_declaration,
      min(s.export_position) AS export_position, min(s.import_position) AS import_position
    FROM read.mirror_shares s
    WHERE s.exporter = $1 AND s.importer = $2 AND s.month BETWEEN $3 AND $4 AND s.position <= $5 AND (s.until_position IS NULL OR s.until_position > $5)
      AND ($6::text IS NULL OR s.chapter = $6) AND (s.position, s.pair) > ($7, $8) AND ${where}
    GROUP BY s.position, s.pair HAVING sum(${cents}) <> 0 ORDER BY s.position, s.pair LIMIT $9
  ) share
  LEFT JOIN read.events export_event ON export_event.position = share.export_position
  LEFT JOIN read.events import_event ON import_event.position = share.import_position
  ORDER BY share.position, share.pair`;

/** Of which sum lines are listed: of a cause, or of what the exporter alone declares. */
export type ListedSum = MirrorCause | 'under_way';

export const LISTED: Readonly<Record<ListedSum, Listed>> = {
  ...(Object.fromEntries(
    MIRROR_CAUSES.map((cause) => [cause, { cents: `s.${cause}`, where: `s.${cause} <> 0` }]),
  ) as Record<MirrorCause, Listed>),
  under_way: { cents: 's.exports', where: 's.one_side_only <> 0 AND s.import_declaration IS NULL' },
};

/** The events at positions $1 that lines rest on. */
export const EVENTS_BEHIND_SQL = `
  SELECT position::text AS position, type, occurred_local AS occurred_at, actor, to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at
  FROM read.events WHERE position = ANY ($1::bigint[])`;

/** An event of a consignment. */
export interface HistoryRow {
  readonly consignment_id: string;
  /** bigint, as text. */
  readonly position: string;
  /** The database gives null where the event is archived, with all that it says: see `checkPresent`. */
  readonly type: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly data: unknown;
}

/** Of each consignment in $1 the events behind position $2, $3 of them; those of participant $4 only, null for all. */
export const HISTORY_SQL = `
  SELECT h.* FROM unnest($1::uuid[]) WITH ORDINALITY AS asked(id, place)
  CROSS JOIN LATERAL (
    SELECT e.consignment_id, e.position, e.type, e.occurred_local AS occurred_at,
      to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at, e.actor, e.data
    FROM read.consignment_history e
    WHERE e.consignment_id = asked.id AND e.position > $2 AND ($4::text IS NULL OR e.participants @> ARRAY[$4] OR e.type IS NULL)
    ORDER BY e.position LIMIT $3
  ) h
  ORDER BY asked.place, h.position`;

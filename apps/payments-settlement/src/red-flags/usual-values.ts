import { type ComparedWith, EARLIER_LINES_MAX, LINES_READ_MAX, usualRanks } from '@corridor/domain';
import type pg from 'pg';
import { IS_OTHER, type ToldValue } from './told-values.js';

/** One of the values that a line is held against. */
interface Value {
  /** Millionths. */
  readonly value: bigint;
  /** Of the event that told it. */
  readonly position: number;
}

interface UsualValues {
  readonly low: Value;
  readonly high: Value;
  /** Lines that they are of. */
  readonly count: number;
  readonly others: ComparedWith;
}

/**
 * Between which values the earlier lines of others lie that are alike; `undefined` where those are too few.
 * @param enough whose lines may be enough, in order of `COMPARED`
 */
export async function usualValues(
  line: ToldValue,
  enough: readonly ComparedWith[],
  client: pg.ClientBase,
): Promise<UsualValues | undefined> {
  for (const others of enough) {
    const values = await valuesOf(others, line, client);
    if (values) return { ...values, others };
  }
  return undefined;
}

async function valuesOf(
  name: ComparedWith,
  { hs6, paper, from, to, unit, currency, event, exporter, importer }: ToldValue,
  client: pg.ClientBase,
): Promise<Omit<UsualValues, 'others'> | undefined> {
  const alike = [hs6, paper, from, to, unit, currency, event.demo];
  const line = [...alike, event.position, exporter, importer];
  const others = `FROM (
      SELECT * FROM (
        SELECT unit_value, position, line_number, exporter, importer FROM payments.unit_values
        WHERE hs6 = $1 AND told = $2 AND from_country = $3 AND to_country = $4 AND unit = $5 AND currency = $6 AND demo = $7
          AND position < $8
        ORDER BY position DESC, line_number DESC LIMIT ${LINES_READ_MAX}) AS newest
      WHERE ${IS_OTHER[name]('newest', '$9', '$10')} ORDER BY position DESC, line_number DESC LIMIT ${EARLIER_LINES_MAX}) AS others`;
  const { rows: counted } = await client.query<{ count: number }>({
    name: `flag-count-${name}`,
    text: `SELECT count(*)::int AS count ${others}`,
    values: line,
  });
  const count = counted[0]?.count ?? 0;
  const ranks = usualRanks(count);
  if (!ranks) return undefined;
  const { rows } = await client.query<{ value: string; position: string }>({
    name: `flag-usual-${name}`,
    text: `(SELECT unit_value::text AS value, position ${others} ORDER BY unit_value, position, line_number OFFSET $11::bigint - 1 LIMIT 1)
      UNION ALL
      (SELECT unit_value::text AS value, position ${others} ORDER BY unit_value, position, line_number OFFSET $12::bigint - 1 LIMIT 1)`,
    values: [...line, ranks.low, ranks.high],
  });
  const [low, high] = rows.map(({ value, position }) => ({
    value: BigInt(value),
    position: Number(position),
  }));
  return low && high && { low, high, count };
}

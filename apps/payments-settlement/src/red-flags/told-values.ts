import type { RecordedEvent } from '@corridor/contracts';
import { type ComparedWith, EARLIER_LINES_MIN } from '@corridor/domain';
import type pg from 'pg';

/** What a line of a paper tells by one of its units. */
export interface ToldValue {
  readonly paper: string;
  /** Id of the consignment or declaration. */
  readonly by: string;
  readonly exporter: string;
  readonly importer: string;
  /** Countries from and to which the goods go, ISO 3166-1 alpha-2. */
  readonly from: string;
  readonly to: string;
  readonly lineNumber: number;
  readonly hs6: string;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  readonly currency: string;
  /** Millionths of the major unit. */
  readonly value: bigint;
  readonly event: RecordedEvent;
}

/** Whose lines count; the first that has enough of them. */
const COMPARED = ['firms', 'pairs'] as const satisfies readonly ComparedWith[];

/** SQL: which lines are of others than the exporter and the importer of the one that is judged. */
export const IS_OTHER: Readonly<
  Record<ComparedWith, (line: string, exporter: string, importer: string) => string>
> = {
  firms: (line, exporter, importer) => `${line}.exporter <> ${exporter} AND ${line}.importer <> ${importer}`,
  pairs: (line, exporter, importer) => `(${line}.exporter <> ${exporter} OR ${line}.importer <> ${importer})`,
};

/**
 * Keeps what papers tell, and by whom it was told.
 * @returns for each of the values, whose lines may be enough to hold it against, as far as pairs of firms tell: they count lines up to any position, and those that count no more. Without it,
 *   where one pair told nearly all of a kind, each of its lines would be judged by going through thousands of its own.
 */
export async function keepToldValues(
  values: readonly ToldValue[],
  client: pg.ClientBase,
): Promise<readonly (readonly ComparedWith[])[]> {
  if (values.length === 0) return [];
  const alike = [
    values.map(({ hs6 }) => hs6),
    values.map(({ paper }) => paper),
    values.map(({ from }) => from),
    values.map(({ to }) => to),
    values.map(({ unit }) => unit),
    values.map(({ currency }) => currency),
    values.map(({ event }) => event.demo),
    values.map(({ exporter }) => exporter),
    values.map(({ importer }) => importer),
  ];
  await client.query({
    name: 'flag-keep-unit-values',
    text: `WITH line AS MATERIALIZED (
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[],
            $10::bigint[], $11::integer[], $12::uuid[], $13::numeric[])
          AS t(hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, position, line_number, told_by, unit_value)),
      pair AS (
        INSERT INTO payments.unit_value_pairs AS p (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, lines)
        SELECT hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, count(*) FROM line GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        ON CONFLICT (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer)
          DO UPDATE SET lines = p.lines + excluded.lines)
      INSERT INTO payments.unit_values (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, position, line_number,
        told_by, unit_value)
      SELECT * FROM line`,
    values: [
      ...alike,
      values.map(({ event }) => event.position),
      values.map(({ lineNumber }) => lineNumber),
      values.map(({ by }) => by),
      values.map(({ value }) => value.toString()),
    ],
  });
  // Behind what is kept: of papers that are told together, one counts for the other.
  const { rows } = await client.query<Record<ComparedWith, boolean>>({
    name: 'flag-told-by-others',
    text: `SELECT ${COMPARED.map(mayBeEnough).join(', ')}
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[])
        WITH ORDINALITY AS t(hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, nth)
      ORDER BY nth`,
    values: alike,
  });
  return rows.map((row) => COMPARED.filter((others) => row[others]));
}

/** SQL; no more pairs are looked at than lines are wanted. */
function mayBeEnough(others: ComparedWith): string {
  return `(SELECT coalesce(sum(lines), 0) >= ${EARLIER_LINES_MIN} FROM (
      SELECT lines FROM payments.unit_value_pairs AS p
      WHERE p.hs6 = t.hs6 AND p.told = t.told AND p.from_country = t.from_country AND p.to_country = t.to_country AND p.unit = t.unit
        AND p.currency = t.currency AND p.demo = t.demo AND ${IS_OTHER[others]('p', 't.exporter', 't.importer')}
      LIMIT ${EARLIER_LINES_MIN}) AS some_pairs) AS ${others}`;
}

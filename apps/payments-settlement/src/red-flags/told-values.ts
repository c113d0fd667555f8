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

/** Pairs of firms of a kind that are looked at: what a line costs to judge must not grow with the log. */
const PAIRS_READ_MAX = 1_000;

/**
 * Keeps what papers tell.
 * @returns for each of the values, whose lines may be enough to hold it against, by how many each pair of firms ever told. It leaves out only what could not be enough: where one pair told nearly all
 *   of a kind, each of its lines would else be judged by going through thousands of its own.
 */
export async function keepToldValues(
  values: readonly ToldValue[],
  client: pg.ClientBase,
): Promise<ReadonlyMap<ToldValue, readonly ComparedWith[]>> {
  if (values.length === 0) return new Map();
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
    text: `INSERT INTO payments.unit_values (hs6, told, from_country, to_country, unit, currency, demo, exporter, importer, position, line_number,
        told_by, unit_value)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[],
        $10::bigint[], $11::integer[], $12::uuid[], $13::numeric[])`,
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
  return new Map(values.map((value, nth) => [value, COMPARED.filter((others) => rows[nth]?.[others])]));
}

/** SQL. Where a kind has so many pairs that not all are looked at, others may have told enough. */
function mayBeEnough(others: ComparedWith): string {
  const kind = (columns: string) => `SELECT ${columns} FROM payments.unit_value_pairs
      WHERE hs6 = t.hs6 AND told = t.told AND from_country = t.from_country AND to_country = t.to_country AND unit = t.unit
        AND currency = t.currency AND demo = t.demo LIMIT ${PAIRS_READ_MAX}`;
  return `((SELECT coalesce(sum(lines), 0) >= ${EARLIER_LINES_MIN} FROM (
      SELECT lines FROM (${kind('*')}) AS p WHERE ${IS_OTHER[others]('p', 't.exporter', 't.importer')} LIMIT ${EARLIER_LINES_MIN}) AS some_pairs)
    OR (SELECT count(*) = ${PAIRS_READ_MAX} FROM (${kind('')}) AS p)) AS ${others}`;
}

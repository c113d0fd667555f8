import type { EventOf } from '@corridor/contracts';
import type { GoodsLine } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import type pg from 'pg';
import { wholesOf } from '../supervision/goods.js';

/** What goods come to in one currency, with their parts; in its minor units. */
export interface GoodsSum {
  readonly id: string;
  readonly currency: string;
  /** What the lowest parts are consigned for; what the goods themselves are, until they are split. */
  readonly consigned: bigint;
  readonly invoiced: bigint;
}

/** By how much one paper or invoice changes a sum. */
interface Change {
  readonly currency: string;
  readonly papers: 1 | -1 | 0;
  readonly consigned: bigint;
  readonly invoiced: bigint;
}

/** @returns the goods of which the sums have changed: the consignment, and each whole that it was split from. */
export async function consigned(
  { data, position }: EventOf<'ConsignmentDeclared'>,
  client: pg.ClientBase,
): Promise<readonly string[]> {
  const { consignmentId, lines, partOf } = data;
  const sums = sumsOfLines(lines);
  await keepValues([{ consignmentId, sums, position }], client);
  const ids = await knownWholesOf(consignmentId, client);
  await add(ids, changesOf(sums, 1), client);
  if (partOf !== undefined && (await partsOf(partOf, client)) === 1) {
    // From its first part on, a whole is what its parts are.
    await add(ids.slice(1), await valuesOf(partOf, -1, client), client);
  }
  return ids;
}

/** As {@link consigned}, of goods that are no parts of others, and that nobody split yet. */
export async function wholesConsigned(
  events: readonly EventOf<'ConsignmentDeclared'>[],
  client: pg.ClientBase,
): Promise<void> {
  const told = events.map(({ data: { consignmentId, lines }, position }) => ({
    ...{ consignmentId, position },
    sums: sumsOfLines(lines),
  }));
  await keepValues(told, client);
  await addEach(
    told.flatMap(({ consignmentId: id, sums }) => changesOf(sums, 1).map((change) => ({ id, ...change }))),
    client,
  );
}

/** @returns as `consigned` does. */
export async function consignedAnew(
  { data, position }: EventOf<'ConsignmentAmended'>,
  client: pg.ClientBase,
): Promise<readonly string[]> {
  const { consignmentId, lines } = data;
  const changes = await replaceValues(consignmentId, lines, position, client);
  const ids = await knownWholesOf(consignmentId, client);
  if ((await partsOf(consignmentId, client)) === 0) await add(ids, changes, client);
  return ids;
}

/** @returns as `consigned` does. */
export async function invoiced(
  { data }: EventOf<'InvoiceRegistered'>,
  client: pg.ClientBase,
): Promise<readonly string[]> {
  const ids = await knownWholesOf(data.consignmentId, client);
  const { minor, currency } = toMoney(data.amount);
  await add(ids, [{ currency, papers: 0, consigned: 0n, invoiced: minor }], client);
  return ids;
}

/** An invoice asks for its amount no more. Of one that an older release kept, no amount was added. */
export async function withdrawn({ data }: EventOf<'InvoiceWithdrawn'>, client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ currency: string; minor: string }>({
    name: 'flag-withdrawn-amount',
    text: `SELECT currency, amount_minor AS minor FROM payments.invoiced_goods
      WHERE invoice_id = $1 AND amount_minor IS NOT NULL`,
    values: [data.invoiceId],
  });
  const ids = await knownWholesOf(data.consignmentId, client);
  for (const { currency, minor } of rows) {
    await add(ids, [{ currency, papers: 0, consigned: 0n, invoiced: -BigInt(minor) }], client);
  }
}

/** What was consigned in some currency, in the order of `ids`. */
export async function sumsOf(ids: readonly string[], client: pg.ClientBase): Promise<readonly GoodsSum[]> {
  const { rows } = await client.query<{ id: string; currency: string; consigned: string; invoiced: string }>({
    name: 'flag-goods-sums',
    text: `SELECT consignment_id AS id, currency, consigned_minor AS consigned, invoiced_minor AS invoiced
      FROM payments.goods_sums WHERE consignment_id = ANY ($1) AND papers > 0
      ORDER BY array_position($1::uuid[], consignment_id), currency COLLATE "C"`,
    values: [ids],
  });
  return rows.map((row) => ({ ...row, consigned: BigInt(row.consigned), invoiced: BigInt(row.invoiced) }));
}

/** The consignment itself, and what it was split from as far as its own value is known: of what an older release kept, half would be missing. */
async function knownWholesOf(consignmentId: string, client: pg.ClientBase): Promise<readonly string[]> {
  const above = (await wholesOf(client, consignmentId)).filter((id) => id !== consignmentId);
  if (above.length === 0) return [consignmentId];
  const { rows } = await client.query<{ id: string }>({
    name: 'flag-known-wholes',
    text: `SELECT a.id FROM unnest($1::uuid[]) WITH ORDINALITY AS a(id, place)
      WHERE EXISTS (SELECT FROM payments.consigned_values v WHERE v.consignment_id = a.id) ORDER BY a.place`,
    values: [above],
  });
  return [consignmentId, ...rows.map(({ id }) => id)];
}

/** As many as it was split into, by now. */
async function partsOf(consignmentId: string, client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ parts: number }>({
    name: 'flag-parts',
    text: 'SELECT count(*)::int AS parts FROM payments.goods WHERE part_of = $1',
    values: [consignmentId],
  });
  return rows[0]?.parts ?? 0;
}

/** What the paper says now takes the place of what it said. @returns what that changes. */
async function replaceValues(
  consignmentId: string,
  lines: readonly GoodsLine[],
  position: number,
  client: pg.ClientBase,
): Promise<readonly Change[]> {
  const sums = sumsOfLines(lines);
  const before = await valuesOf(consignmentId, -1, client);
  await client.query({
    name: 'flag-consigned-before',
    text: 'DELETE FROM payments.consigned_values WHERE consignment_id = $1',
    values: [consignmentId],
  });
  await keepValues([{ consignmentId, sums, position }], client);
  return [...before, ...changesOf(sums, 1)];
}

/** By currency, in minor units. */
type Sums = ReadonlyMap<string, bigint>;

function sumsOfLines(lines: readonly GoodsLine[]): Sums {
  const sums = new Map<string, bigint>();
  for (const { value } of lines) {
    const { minor, currency } = toMoney(value);
    sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  }
  return sums;
}

/** To be added or taken away. */
function changesOf(sums: Sums, sign: 1 | -1): readonly Change[] {
  return [...sums].map(([currency, minor]) => ({
    currency,
    papers: sign,
    consigned: BigInt(sign) * minor,
    invoiced: 0n,
  }));
}

async function keepValues(
  told: readonly { readonly consignmentId: string; readonly sums: Sums; readonly position: number }[],
  client: pg.ClientBase,
): Promise<void> {
  const rows = told.flatMap(({ sums, ...by }) =>
    [...sums].map(([currency, minor]) => ({ ...by, currency, minor })),
  );
  await client.query({
    name: 'flag-consigned',
    text: `INSERT INTO payments.consigned_values (consignment_id, currency, minor, position)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::numeric[], $4::bigint[])`,
    values: [
      rows.map(({ consignmentId }) => consignmentId),
      rows.map(({ currency }) => currency),
      rows.map(({ minor }) => String(minor)),
      rows.map(({ position }) => position),
    ],
  });
}

/** What its own paper told, to be added or taken away. */
async function valuesOf(
  consignmentId: string,
  sign: 1 | -1,
  client: pg.ClientBase,
): Promise<readonly Change[]> {
  const { rows } = await client.query<{ currency: string; minor: string }>({
    name: 'flag-consigned-values',
    text: 'SELECT currency, minor FROM payments.consigned_values WHERE consignment_id = $1',
    values: [consignmentId],
  });
  return changesOf(new Map(rows.map(({ currency, minor }) => [currency, BigInt(minor)])), sign);
}

function add(ids: readonly string[], changes: readonly Change[], client: pg.ClientBase): Promise<void> {
  return addEach(
    ids.flatMap((id) => changes.map((change) => ({ id, ...change }))),
    client,
  );
}

async function addEach(
  changes: readonly (Change & { readonly id: string })[],
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: 'flag-goods-sums-changed',
    text: `INSERT INTO payments.goods_sums AS s (consignment_id, currency, papers, consigned_minor, invoiced_minor)
      SELECT id, currency, sum(papers), sum(consigned), sum(invoiced)
      FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::numeric[], $5::numeric[]) AS c(id, currency, papers, consigned, invoiced)
      GROUP BY id, currency
      ON CONFLICT (consignment_id, currency) DO UPDATE SET papers = s.papers + excluded.papers,
        consigned_minor = s.consigned_minor + excluded.consigned_minor, invoiced_minor = s.invoiced_minor + excluded.invoiced_minor`,
    values: [
      changes.map(({ id }) => id),
      changes.map(({ currency }) => currency),
      changes.map(({ papers }) => papers),
      changes.map((change) => String(change.consigned)),
      changes.map((change) => String(change.invoiced)),
    ],
  });
}

import type pg from 'pg';

/** A request that a service took, and what it answered. */
interface Taken {
  readonly path: string;
  readonly init: RequestInit;
  readonly text: Promise<string>;
}

/** One transaction of an answer, or all of it. */
interface Told {
  readonly status?: string;
  readonly isoStatus?: string;
  readonly position?: number;
  readonly settlementId?: string;
  readonly paymentId?: string;
  readonly returnId?: string;
  readonly recallId?: string;
}

const TELLS_OF_PAYMENTS = /^\/v1\/(iso20022|settlements)(\/|$)/;
const AT_ONCE = 8;

/** All that the tests of a file have sent to a service by `fetch`, through whatever client, and that it took. */
export class Journal {
  readonly #taken: Taken[] = [];

  constructor(url: string) {
    const pass = globalThis.fetch;
    globalThis.fetch = async (input, init = {}) => {
      const response = await pass(input, init);
      const path = String(input).slice(url.length);
      const { method, body } = init;
      const isWhole = typeof body === 'string' || body instanceof Uint8Array;
      const isTold = String(input).startsWith(url) && method === 'POST' && TELLS_OF_PAYMENTS.test(path);
      if (isTold && isWhole && response.ok) {
        this.#taken.push({ path, init, text: response.clone().text() });
      }
      return response;
    };
  }

  /**
   * Checks what has to be so behind whatever was sent: in each currency all postings come to nothing; what was answered as taken is in the
   * log, once; and all of it, sent again to `url`, changes nothing and is answered as before.
   */
  async expectInvariants(owner: pg.Pool, url: string): Promise<void> {
    const taken = this.#taken.splice(0);
    expect(await balances(owner)).toEqual([]);
    expect(await bookedTwice(owner)).toEqual([]);
    const told = (await Promise.all(taken.map(({ text }) => text))).map(toldIn);
    expect(await missingIn(owner, told.flat())).toEqual([]);
    const before = await toldByBanks(owner);
    const again = taken.map((each, index) => ({ ...each, told: told[index] as readonly Told[] }));
    const worker = async (): Promise<void> => {
      for (let next = again.shift(); next; next = again.shift()) await expectSame(url, next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(await toldByBanks(owner)).toEqual(before);
  }
}

async function expectSame(url: string, { path, init, told }: Taken & { told: readonly Told[] }) {
  // What was refused for the state of then may be taken now, and what waited be refused; an answer in XML names no positions.
  if (told.length === 0 || told.some((each) => each.status === 'rejected' || each.isoStatus === 'PDNG'))
    return;
  const response = await fetch(`${url}${path}`, init);
  const again = toldIn(await response.text());
  expect([path, response.ok]).toEqual([path, true]);
  // What was not known then, such as what a payment was booked as, may be told now.
  expect(again).toMatchObject(told.map(named));
  // A key gets the first answer once more.
  if (new Headers(init.headers).has('idempotency-key')) return;
  expect(again.filter((each) => each.status === 'accepted')).toEqual([]);
}

const named = ({ position, settlementId, paymentId, returnId, recallId }: Told): Told => ({
  ...(position !== undefined && { position }),
  ...(settlementId !== undefined && { settlementId }),
  ...(paymentId !== undefined && { paymentId }),
  ...(returnId !== undefined && { returnId }),
  ...(recallId !== undefined && { recallId }),
});

/** Of a file, of many lines, or of one step. */
function toldIn(text: string): readonly Told[] {
  if (!text.startsWith('{')) return [];
  const values = text.startsWith('{"results":')
    ? JSON.parse(text).results
    : text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
  return values;
}

/** What was answered as taken, and is not in the event that it names. */
async function missingIn(owner: pg.Pool, told: readonly Told[]): Promise<readonly Told[]> {
  const accepted = told.filter(({ status, position }) => status === 'accepted' && position !== undefined);
  const { rows } = await owner.query<{ position: string; data: string }>(
    'SELECT position, data::text AS data FROM ledger.events WHERE position = ANY($1)',
    [accepted.map(({ position }) => position)],
  );
  const events = new Map(rows.map(({ position, data }) => [Number(position), data]));
  return accepted.filter(({ position = 0, returnId, settlementId, recallId, paymentId }) => {
    const ids = [returnId, settlementId, recallId, paymentId].filter((id) => id !== undefined);
    return !ids.some((id) => events.get(position)?.includes(id));
  });
}

/** Settlements of which more than one event says that they were booked. */
async function bookedTwice(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT data->>'settlementId' AS id FROM ledger.events WHERE type = 'SettlementBooked' GROUP BY 1 HAVING count(*) > 1`,
  );
  return rows.map(({ id }) => id);
}

/** How many events banks told; what the process manager makes of them goes on beside. */
async function toldByBanks(owner: pg.Pool): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM ledger.events WHERE actor LIKE 'bank:%'`;
  const { rows } = await owner.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}

/** The currencies in which all postings of the log do not come to nothing, with what they come to. */
export async function balances(owner: pg.Pool): Promise<readonly { currency: string; balance: string }[]> {
  const { rows } = await owner.query<{ currency: string; balance: string }>(
    `SELECT * FROM (
       SELECT posting->'amount'->>'currency' AS currency,
         sum((posting->'amount'->>'amount')::numeric * CASE posting->>'side' WHEN 'debit' THEN 1 ELSE -1 END) AS balance
       FROM ledger.events, json_array_elements(data->'postings') AS posting
       GROUP BY 1) AS balances
     WHERE balance <> 0`,
  );
  return rows;
}

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
  readonly reason?: string;
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
   * log, once; and all of it, sent again to `url`, changes nothing and is answered as before, but for what was refused or waits.
   */
  async expectInvariants(owner: pg.Pool, url: string): Promise<void> {
    const taken = this.#taken.splice(0);
    await expectBooks(owner);
    const told = (await Promise.all(taken.map(({ text }) => text))).map(toldIn);
    expect(await missingIn(owner, told.flat())).toEqual([]);
    const before = await toldByBanks(owner);
    const again = taken.map((each, index) => ({ ...each, told: told[index] as readonly Told[] }));
    await expectSame(
      url,
      again.filter((each) => each.told.every(isSettled)),
    );
    expect(await toldByBanks(owner)).toEqual(before);
    // What was refused for the state of then may be taken now: it stands beside what was taken, which stays as it is.
    await expectSame(
      url,
      again.filter((each) => !each.told.every(isSettled)),
    );
    await expectBooks(owner);
  }
}

type Again = Taken & { readonly told: readonly Told[] };

/** Nothing that comes later changes how it is answered. */
function isSettled({ status, isoStatus }: Told): boolean {
  return status !== 'rejected' && isoStatus !== 'PDNG';
}

async function expectBooks(owner: pg.Pool): Promise<void> {
  expect(await balances(owner)).toEqual([]);
  expect(await bookedTwice(owner)).toEqual([]);
}

async function expectSame(url: string, all: readonly Again[]): Promise<void> {
  // An answer in XML names no positions. What spoke of a message that came only behind it is told to the payments of that now.
  const left = all.filter(
    ({ told }) => told.length > 0 && told.every(({ reason }) => reason !== 'message-unknown'),
  );
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await expectSameAnswer(url, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function expectSameAnswer(url: string, { path, init, told }: Again): Promise<void> {
  const response = await fetch(`${url}${path}`, init);
  const again = toldIn(await response.text());
  expect([path, response.ok, again.length]).toEqual([path, true, told.length]);
  // A key gets the first answer once more.
  const isKeyed = new Headers(init.headers).has('idempotency-key');
  const isTaken = told.map(({ status }) => status !== 'rejected');
  // What was not known then, such as what a payment was booked as, may be told now.
  expect(again.filter((_, n) => isTaken[n])).toMatchObject(told.filter((_, n) => isTaken[n]).map(named));
  const anew = again.filter(
    ({ status }, n) =>
      isTaken[n] &&
      (status === 'rejected' ||
        // What waited may be done only now.
        (status === 'accepted' && !isKeyed && told[n]?.isoStatus !== 'PDNG')),
  );
  expect(anew).toEqual([]);
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

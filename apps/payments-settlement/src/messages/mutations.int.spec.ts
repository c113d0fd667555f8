import { Agent, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { Iso20022Error, readAllMessages } from '@corridor/iso20022';
import { checkDocumented } from '@corridor/testing';
import { balances } from '../invariants.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import type { ItemResult } from './item-result.js';
import { type MutatedFile, mutatedFiles } from './mutated.spec-kit.js';

const SEED = 20_261_127;
/** Spoilt in {@link MUTATIONS_MIN} places or more. */
const FILES = 11_000;
const MUTATIONS_MIN = 50_000;
/** Files that are under way together. */
const AT_ONCE = 16;

let payments: RunningPayments;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(async () => {
  agent.destroy();
  await payments.stop();
});

interface Given {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends a file as barely as it can be: what the client does not do, the service can. */
function send(xml: string, accept: string, correlationId: string): Promise<Given> {
  const headers = {
    accept,
    authorization: 'Bearer karachi-key',
    'content-type': 'application/xml',
    'x-correlation-id': correlationId,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${payments.url}/v1/iso20022`, { agent, method: 'POST', headers }, (response) => {
      const { statusCode: status = 0, headers: told } = response;
      textOf(response).then((text) => resolve({ status, type: told['content-type'] ?? '', text }), reject);
    });
    sent.once('error', reject);
    sent.end(xml);
  });
}

const correlationOf = (run: number): string => `00000000-0000-4000-8000-${String(run).padStart(12, '0')}`;

/** Does the work on each of the files, some at once; what goes wrong is told with the file that it went wrong with. */
async function withEach(work: (file: MutatedFile) => Promise<void>): Promise<void> {
  const files = mutatedFiles(SEED, FILES);
  const worker = async (): Promise<void> => {
    for (let next = files.next(); !next.done; next = files.next()) {
      const { run, done, xml } = next.value;
      try {
        await work(next.value);
      } catch (error) {
        const told = `file ${run} (${done.join(', ')}): ${(error as Error).message}\n${xml}`;
        throw new Error(told, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

it('whatever is done to files of any family, each is taken as it is answered, or refused whole', async () => {
  let mutations = 0;
  const refused = new Set<number>();
  const inXml = new Set<number>();
  const results = new Map<number, readonly ItemResult[]>();
  await withEach(async ({ run, done, xml }) => {
    mutations += done.length;
    const accept = run % 2 === 0 ? 'application/json' : 'application/xml';
    const { status, type, text } = await send(xml, accept, correlationOf(run));
    if (status === 200 && accept === 'application/xml') {
      expect([type, await faultOf(text)]).toEqual([accept, undefined]);
      inXml.add(run);
      return;
    }
    checkDocumented('POST', '/v1/iso20022', { status, type, text, headers: new Headers() });
    if (status === 200) {
      results.set(run, JSON.parse(text).results);
    } else {
      if (status !== 400 && status !== 422) throw new Error(`${status}: ${text}`);
      expect(JSON.parse(text).code).toMatch(/^[a-z0-9-]+$/);
      refused.add(run);
    }
  });
  const logged = await toldByBanks();
  // Of what was refused, nothing is in the log.
  expect([...logged.values()].filter((run) => refused.has(run))).toEqual([]);
  // What was answered as taken is in an event of its own, which that file brought.
  const accepted = [...results].flatMap(([run, items]) =>
    items.flatMap(({ status, position = 0 }) => (status === 'accepted' ? [{ run, position }] : [])),
  );
  expect(new Set(accepted.map(({ position }) => position)).size).toBe(accepted.length);
  expect(accepted.filter(({ run, position }) => logged.get(position) !== run)).toEqual([]);
  // Sent again, nothing changes; what was answered in XML is so known in JSON.
  await withEach(async ({ run, xml }) => {
    if (refused.has(run)) return;
    const { status, text } = await send(xml, 'application/json', correlationOf(run));
    if (status !== 200) throw new Error(`${status}: ${text}`);
    const again: readonly ItemResult[] = JSON.parse(text).results;
    expect(again.filter((each) => each.status === 'accepted')).toEqual([]);
    if (inXml.has(run)) results.set(run, again);
  });
  expect(await toldByBanks()).toEqual(logged);
  // Nothing is booked but what was answered.
  const answered = new Set([...results.values()].flat().map(({ settlementId }) => settlementId));
  const booked = (await payments.world.events('SettlementBooked')).map(({ data }) => data.settlementId);
  expect(booked.filter((id) => !answered.has(id))).toEqual([]);
  expect(new Set(booked).size).toBe(booked.length);
  expect(await balances(payments.world.owner)).toEqual([]);
  // Else all this would say little.
  expect(mutations).toBeGreaterThanOrEqual(MUTATIONS_MIN);
  for (const some of [refused, inXml, booked]) expect([...some].length).toBeGreaterThan(FILES / 20);
}, 900_000);

/** What of an answer is not XML. An admi.007 is no message that is read. */
async function faultOf(xml: string): Promise<string | undefined> {
  try {
    await readAllMessages([xml]);
    return undefined;
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    return xml.includes('admi.007') && !/^(xml|encoding)-/.test(error.code) ? undefined : error.message;
  }
}

/** Positions of the events that banks told, each with its file; what the process makes of them goes on beside. */
async function toldByBanks(): Promise<ReadonlyMap<number, number>> {
  const { rows } = await payments.world.owner.query<{ position: string; run: number }>(
    `SELECT position, right(correlation_id::text, 12)::int AS run FROM ledger.events WHERE actor LIKE 'bank:%' ORDER BY position`,
  );
  return new Map(rows.map(({ position, run }) => [Number(position), run]));
}

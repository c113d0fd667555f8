import { randomUUID } from 'node:crypto';
import type { BankCalendar, CreditCommandOf, KnownCredit, LetterOfCreditCommand } from '@corridor/domain';
import { aggregatesOn, type PaymentsAggregates } from '../aggregates.js';
import { ProcessWorld } from '../process/process-world.spec-kit.js';
import type { CalendarsOf } from './calendars.js';
import { CreditList } from './credit-list.js';
import { creditOf, paper, usd } from './credit-world.spec-kit.js';
import { lapsedCredits } from './lapsing.js';

const weekdaysOnly: CalendarsOf = async (countries) =>
  countries.map(() => ({ weekend: [6, 7], holidays: new Set<string>() }));

let world: ProcessWorld;
let credits: PaymentsAggregates['lettersOfCredit'];
let list: CreditList;
beforeAll(async () => {
  world = await ProcessWorld.start();
  credits = aggregatesOn(world.store).lettersOfCredit;
  list = new CreditList(world.store, credits, world.pool, 3);
});
afterAll(() => world.stop());
// Each test is alone with what it appends.
beforeEach(async () => {
  await world.owner.query('TRUNCATE payments.letters_of_credit');
  await world.owner.query(
    `UPDATE payments.list_checkpoints SET position = $1 WHERE list = 'letters-of-credit'`,
    [await world.head()],
  );
});

const WEEKDAYS: readonly BankCalendar[] = [{ weekend: [6, 7], holidays: new Set() }];

async function issue(expiresOn = '2026-04-30'): Promise<string> {
  const letterOfCreditId = randomUUID();
  const expiry = { on: expiresOn, place: 'PKKHI' };
  const { latestShipmentOn: _, ...terms } = creditOf().terms;
  const { occurredAt, ...credit } = creditOf({
    terms: { ...terms, presentationPeriodDays: 21, consignmentIds: [], expiry },
  });
  const data = { letterOfCreditId, ...credit } as unknown as CreditCommandOf<'IssueCredit'>['data'];
  await ask(letterOfCreditId, { type: 'IssueCredit', occurredAt, data });
  return letterOfCreditId;
}

const ask = (letterOfCreditId: string, command: LetterOfCreditCommand) =>
  credits.handle(letterOfCreditId, command, { actor: 'bank:demo-bank-almaty', correlationId: randomUUID() });

const present = (letterOfCreditId: string, presentedTo: string) =>
  ask(letterOfCreditId, {
    type: 'PresentDocuments',
    occurredAt: '2026-03-10T10:00:00+05:00',
    data: {
      presentedTo,
      amount: usd('600.00'),
      documents: [paper('380', 'DM-17')],
      calendars: WEEKDAYS,
      today: '2026-03-10',
    },
  });

async function stateOf(letterOfCreditId: string): Promise<KnownCredit> {
  const { state } = await credits.load(letterOfCreditId);
  if (state.status === 'unknown') throw new Error('nothing was issued');
  return state;
}

/** One round of the loop at an instant, behind a list that knows of everything. */
async function round(
  instant: string,
  change: Partial<Parameters<typeof lapsedCredits>[0]> = {},
): Promise<number> {
  while ((await list.step()) > 0);
  const { pool, store } = world;
  const onFailed = (_: string, error: unknown) => {
    throw error;
  };
  const now = () => Date.parse(instant);
  const step = lapsedCredits({ pool, store, credits, calendarsOf: weekdaysOnly, now, onFailed, ...change });
  let marked = 0;
  for (let done = await step(); done > 0; done = await step()) marked += done;
  return marked;
}

it('a credit expires with the last day of its place, and once', async () => {
  const letterOfCreditId = await issue();
  expect(await round('2026-04-30T18:59:59Z')).toBe(0);
  // Midnight in Karachi.
  expect(await round('2026-04-30T19:00:00Z')).toBe(1);
  const events = await world.store.readStream(credits.streamOf(letterOfCreditId));
  expect(events.at(-1)).toMatchObject({
    type: 'LetterOfCreditExpired',
    occurredAt: '2026-05-01T00:00:00.000+05:00',
    actor: 'process:payments-settlement',
    causationId: events[0]?.position,
    data: { lastDay: '2026-04-30' },
  });
  expect(await round('2026-05-03T00:00:00Z')).toBe(0);
});

it('a credit whose last day the banks are shut on expires behind the next one that they are open on', async () => {
  // A Saturday.
  const letterOfCreditId = await issue('2026-05-02');
  expect(await round('2026-05-04T18:00:00Z')).toBe(0);
  expect(await round('2026-05-04T19:00:00Z')).toBe(1);
  expect((await stateOf(letterOfCreditId)).status).toBe('expired');
});

it('a credit whose extension is not answered expires with that, and with its own last day once it is rejected', async () => {
  const silent = await issue();
  const answered = await issue();
  const occurredAt = '2026-03-10T10:00:00+05:00';
  const changes = { expiry: { on: '2026-05-28', place: 'KZALA' } };
  for (const id of [silent, answered]) {
    await ask(id, { type: 'ProposeAmendment', occurredAt, data: { changes } });
  }
  expect(await round('2026-05-03T00:00:00Z')).toBe(0);
  await ask(answered, {
    type: 'RejectAmendment',
    occurredAt: '2026-05-03T10:00:00+05:00',
    data: { amendment: 1 },
  });
  expect(await round('2026-05-03T06:00:00Z')).toBe(1);
  expect([(await stateOf(silent)).status, (await stateOf(answered)).status]).toEqual(['issued', 'expired']);
  expect(await round('2026-05-28T18:59:59Z')).toBe(0);
  expect(await round('2026-05-28T19:00:00Z')).toBe(1);
  expect((await stateOf(silent)).lapsed).toMatchObject({ lastDay: '2026-05-28' });
});

it('documents that a bound bank did not refuse in time count as complying; of a nominated bank, they wait', async () => {
  const bound = await issue();
  const unbound = await issue();
  await present(bound, 'demo-bank-almaty');
  await present(unbound, 'demo-bank-lahore');
  expect(await round('2026-03-17T18:59:00Z')).toBe(0);
  expect(await round('2026-03-17T19:00:00Z')).toBe(1);
  const [presentation] = (await stateOf(bound)).presentations;
  expect(presentation).toMatchObject({ status: 'complying', basis: 'precluded', maturityOn: '2026-03-17' });
  expect((await stateOf(unbound)).presentations[0]?.status).toBe('presented');
  await ask(unbound, {
    type: 'ForwardPresentation',
    occurredAt: '2026-03-18T10:00:00+05:00',
    data: { presentation: 1, to: 'demo-bank-almaty', calendars: WEEKDAYS, today: '2026-03-18' },
  });
  expect(await round('2026-03-25T18:59:00Z')).toBe(0);
  expect(await round('2026-03-25T19:00:00Z')).toBe(1);
  expect((await stateOf(unbound)).presentations[0]).toMatchObject({
    status: 'complying',
    basis: 'precluded',
    maturityOn: '2026-03-25',
  });
});

it('what was refused meanwhile is left, whatever the list says', async () => {
  const letterOfCreditId = await issue();
  await present(letterOfCreditId, 'demo-bank-almaty');
  while ((await list.step()) > 0);
  await ask(letterOfCreditId, {
    type: 'RefusePresentation',
    occurredAt: '2026-03-16T10:00:00+05:00',
    data: {
      presentation: 1,
      bank: 'demo-bank-almaty',
      discrepancies: [{ code: 'other', description: 'x' }],
      disposal: 'returning',
      today: '2026-03-16',
    },
  });
  const { pool, store } = world;
  const now = () => Date.parse('2026-03-18T00:00:00Z');
  const step = lapsedCredits({
    pool,
    store,
    credits,
    calendarsOf: weekdaysOnly,
    now,
    onFailed: () => undefined,
  });
  expect(await step()).toBe(0);
});

it('two processes at once mark each of many credits once, page by page; one that fails holds up no other', async () => {
  const ids = await Promise.all(Array.from({ length: 7 }, () => issue()));
  const [broken = ''] = ids;
  const failed: string[] = [];
  const load: typeof credits.load = (id, client) =>
    id === broken ? Promise.reject(new Error('away')) : credits.load(id, client);
  const faulty = new Proxy(credits, {
    get: (target, key) => {
      if (key === 'load') return load;
      const member = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  while ((await list.step()) > 0);
  const change = { credits: faulty, pageMax: 3, onFailed: (id: string) => failed.push(id) };
  await Promise.all([round('2026-05-05T00:00:00Z', change), round('2026-05-05T00:00:00Z', change)]);
  expect(new Set(failed)).toEqual(new Set([broken]));
  for (const id of ids) {
    const events = await world.store.readStream(credits.streamOf(id));
    const expiries = events.filter(({ type }) => type === 'LetterOfCreditExpired');
    expect([id, expiries.length]).toEqual([id, id === broken ? 0 : 1]);
  }
});

it('the list, made in batches by two at once, tells of each credit what its stream does', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => issue()));
  await Promise.all(ids.map((id) => present(id, 'demo-bank-almaty')));
  const other = new CreditList(world.store, credits, world.pool, 2);
  await Promise.all([list.waitFor(await world.head(), 10_000), other.waitFor(await world.head(), 10_000)]);
  const { rows } = await world.owner.query(
    'SELECT credit_id, version::int, listed FROM payments.letters_of_credit',
  );
  expect(rows.map(({ credit_id }) => credit_id).sort()).toEqual([...ids].sort());
  for (const { version, listed } of rows) {
    expect([version, listed.available, listed.presentations]).toEqual([2, usd('400.00'), 1]);
  }
});

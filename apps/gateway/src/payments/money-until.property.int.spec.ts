import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { idOf } from '../spec-kit/payment-rows.js';

const SEED = 20_261_127;
const LAST = 400;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const at = (day: number) => new Date(START_MS + day * DAY_MS).toISOString();

/** A row of a table, of one event: each event of it happened on a day, whenever the log was told of it. */
type Row = Readonly<Record<string, unknown>> & { readonly position: number; readonly occurred_at: string };
type Rows = readonly (readonly [table: string, row: Row])[];

const day = fc.integer({ min: 0, max: 90 });
const minor = fc.integer({ min: 1, max: 90_000 });
/** Of few credits and obligations, so that most are told of more than once: in whichever order. */
const of = fc.integer({ min: 1, max: 12 });
const currency = fc.constantFrom('USD', 'PKR');
const fact = fc.oneof(
  fc.record({ what: fc.constant('invoice' as const), of, day }),
  fc.record({ what: fc.constant('obligation' as const), of, day, currency }),
  fc.record({ what: fc.constant('obligation' as const), of, day, currency }),
  fc.record({ what: fc.constant('withdrawn' as const), of, day }),
  fc.record({
    what: fc.constant('credit' as const),
    ...{ of, day, minor, currency, basis: fc.constantFrom('booked-credit', 'status-accc') },
  }),
  fc.record({
    what: fc.constant('credit' as const),
    ...{ of, day, minor, currency, basis: fc.constantFrom('booked-credit', 'status-accc') },
  }),
  fc.record({ what: fc.constant('entry' as const), of, day, minor: fc.option(minor) }),
  fc.record({ what: fc.constant('agent' as const), of, day }),
  fc.record({ what: fc.constant('match' as const), of, day, to: of, sign: fc.constantFrom(1, 1, 1, -1) }),
  fc.record({ what: fc.constant('match' as const), of, day, to: of, sign: fc.constantFrom(1, 1, 1, -1) }),
  fc.record({ what: fc.constant('match' as const), of, day, to: of, sign: fc.constantFrom(1, 1, 1, -1) }),
  fc.record({ what: fc.constant('return' as const), of, day, minor, currency }),
  fc.record({ what: fc.constant('reason' as const), of, day, rest: fc.option(of) }),
  fc.record({ what: fc.constant('letter' as const), of, day, minor, currency }),
  fc.record({
    what: fc.constant('use' as const),
    ...{ of, day, minor, presentation: fc.integer({ min: 1, max: 2 }) },
    kind: fc.constantFrom(
      'amended',
      'presented',
      'forwarded',
      'complied',
      'refused',
      'withdrawn',
      'paid',
      'expired',
    ),
  }),
  fc.record({
    what: fc.constant('use' as const),
    ...{ of, day, minor, presentation: fc.integer({ min: 1, max: 2 }) },
    kind: fc.constantFrom('presented', 'presented', 'complied', 'refused'),
  }),
);
type Fact = typeof fact extends fc.Arbitrary<infer Value> ? Value : never;

/** What each event of the story adds, position by position: what is there once is told once. */
function rowsOf(facts: readonly Fact[]): Rows {
  const rows: (readonly [string, Row])[] = [];
  const once = new Set<string>();
  for (const [index, told] of facts.entries()) {
    const { what, of, day } = told;
    const own = { generation: 1, position: index + 1, occurred_at: at(day) };
    const valueDate = at((day + of) % 80).slice(0, 10);
    const add = (table: string, row: object) => rows.push([`reporting.${table}`, { ...own, ...row }]);
    if (['invoice', 'obligation', 'withdrawn', 'credit', 'letter'].includes(what)) {
      if (once.has(`${what} ${of}`)) continue;
      once.add(`${what} ${of}`);
    }
    const invoice_id = idOf(500_000 + of);
    const settlement_id = idOf(1_000 + of);
    const waits = (moved: number, line = 1) =>
      add('postings', {
        ...{ line, account: 'suspense', of: 'demo-bank-karachi', currency: 'USD', demo: false },
        ...{ side: moved > 0 ? 'credit' : 'debit', minor: Math.abs(moved), debits: 0, credits: 0 },
        ...{ event_type: 'SettlementBooked', stream_id: `settlement-${settlement_id}` },
      });
    switch (told.what) {
      case 'invoice':
        add('invoice_parties', { invoice_id, creditor_country: 'PK', debtor_country: 'KZ' });
        break;
      case 'obligation':
        add('obligations', {
          ...{ obligation_id: idOf(of), invoice_id, consignment_id: idOf(1), creditor: 'x', debtor: 'x' },
          ...{ creditor_bank: 'demo-bank-karachi', method: 'open-account', currency: told.currency },
          ...{ amount_minor: 3_000, terms_started_on: '2026-01-05', due_on: '2026-02-05', demo: false },
        });
        break;
      case 'withdrawn':
        add('withdrawn_invoices', { invoice_id });
        break;
      case 'credit':
        add('booked_credits', {
          ...{
            settlement_id,
            bank: 'demo-bank-karachi',
            basis: told.basis,
            debtor_agent: of % 3 ? null : 'DEMOUZ22',
          },
          ...{ currency: told.currency, amount_minor: told.minor, usd_minor: of % 5 ? told.minor : null },
          ...{ value_date: valueDate, demo: false },
        });
        waits(told.minor);
        break;
      case 'entry':
        add('credit_confirmations', {
          ...{ settlement_id, value_date: valueDate, amount_minor: told.minor, usd_minor: told.minor },
        });
        break;
      case 'agent':
        add('credit_agents', { settlement_id, debtor_agent: day % 2 ? 'DEMOKZKA' : 'DEMOPKKA' });
        break;
      case 'match': {
        const moved = told.sign * 1_500;
        add('payment_facts', {
          ...{ line: 1, kind: moved > 0 ? 'paid' : 'unmatched', settlement_id, obligation_id: idOf(told.to) },
          ...{ amount_minor: moved, settled_minor: moved },
        });
        waits(-moved);
        break;
      }
      case 'return':
        add('return_facts', {
          ...{ settlement_id, return_id: idOf(3_000 + of), bank: 'demo-bank-karachi', reason: null },
          ...{
            currency: told.currency,
            amount_minor: told.minor,
            returned_minor: told.minor,
            booked_on: valueDate,
          },
          demo: false,
        });
        break;
      case 'reason':
        add('return_tellings', {
          ...{ return_id: idOf(3_000 + of), reason: day % 2 ? 'AC04' : null },
          rest_id: told.rest === null || told.rest === of ? null : idOf(3_000 + told.rest),
        });
        break;
      case 'letter':
        add('credits', {
          ...{
            letter_of_credit_id: idOf(8_000 + of),
            issuing_bank: 'demo-bank-karachi',
            currency: told.currency,
          },
          demo: false,
        });
        add('credit_facts', {
          ...{ letter_of_credit_id: idOf(8_000 + of), kind: 'issued', on_day: valueDate },
          ...{ amount_minor: told.minor, most_minor: told.minor + 5 },
        });
        break;
      case 'use': {
        const { kind } = told;
        const isOf = !['amended', 'expired'].includes(kind);
        add('credit_facts', {
          ...{ letter_of_credit_id: idOf(8_000 + of), kind, on_day: valueDate },
          presentation: isOf ? told.presentation : null,
          amount_minor: ['amended', 'presented', 'paid'].includes(kind) ? told.minor : null,
          most_minor: kind === 'amended' ? told.minor : null,
        });
        break;
      }
    }
  }
  return rows;
}

const MONEY = '{ amount currency }';
const DAYS = `debtorAgent creditorBank currency obligations advances days daysLate amount ${MONEY}`;
const SETTLED = `settlements unconverted usd ${MONEY}`;
const page = (of: string) => `(first: 100) { edges { node { ${of} } } }`;
const PAYMENTS = 'payments(from: "2026-01", to: "2026-03", asOf: $asOf, occurredUntil: $until)';
const LETTERS = 'lettersOfCredit(from: "2026-01", to: "2026-03", asOf: $asOf, occurredUntil: $until)';
/** Every figure, all that explains it, and what became of it. */
const QUERIES = [
  `{ ${PAYMENTS} {
    daysToSettle { ${DAYS} }
    daysToSettleShares${page('obligationId debtorAgent settledOn isAdvance amountDays positions')}
    byCurrency { currency ${SETTLED} amount ${MONEY} own ${MONEY} }
    localCurrencyShare
    openObligations(on: "2026-03-01") { age currency obligations outstanding ${MONEY} }
    openObligationShares(on: "2026-03-01", first: 100) { edges { node { obligationId age outstanding ${MONEY} positions } } }
    returns { reason currency returns amount ${MONEY} returned ${MONEY} }
    returnShares${page(`returnId reason amount ${MONEY} returned ${MONEY} positions`)}
    byBankPair { debtorAgent ${SETTLED} localCurrencyShare months { month ${SETTLED} daysToSettle { ${DAYS} } } }
    settledShares${page('settlementId obligationId isOwn positions')}
    suspense(on: "2026-03-01") { age currency settlements amount ${MONEY} oldest }
    suspenseShares(on: "2026-03-01", first: 100) { edges { node { settlementId days amount ${MONEY} positions } } }
  } }`,
  `{ ${LETTERS} {
    byBank { currency issued amendments presentations refusals examinations examinationDays issuedAmount ${MONEY} amendedBy ${MONEY} drawn ${MONEY}
      honoured ${MONEY} expiredUnused ${MONEY} available ${MONEY} }
    credits${page(`letterOfCreditId positions available ${MONEY}`)}
    restatement(since: 150) { ${restated()} }
  } }`,
  ...['DAYS_TO_SETTLE', 'BY_CURRENCY', 'OPEN_OBLIGATIONS', 'RETURNS', 'BY_BANK_PAIR', 'SUSPENSE'].map(
    (name) => `{ ${PAYMENTS} { restatement(of: ${name}, since: 150) { ${restated()} } } }`,
  ),
].map((query) => `query Asked($asOf: Position, $until: DateTime) ${query}`);
function restated(): string {
  return `measures { measure unit before after added } entries${page('key kind positions measures { measure change }')}`;
}

let [all, happened]: FilledLedger[] = [];
let gateways: readonly GatewayUnderTest[];
beforeAll(async () => {
  [all, happened] = [await startFilledLedger(), await startFilledLedger()];
  gateways = [await startGatewayUnderTest(all.url), await startGatewayUnderTest(happened.url)];
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
  await all?.stop();
  await happened?.stop();
});

async function fill(ledger: FilledLedger, rows: Rows): Promise<void> {
  const tables = [...new Set(rows.map(([table]) => table))];
  const { rows: known } = await ledger.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'reporting' AND tablename <> 'projections'`,
  );
  await ledger.owner.query(`TRUNCATE ${known.map(({ name }) => name).join(', ')}`);
  for (const table of tables) {
    const own = rows.flatMap(([name, row]) => (name === table ? [row] : []));
    await ledger.owner.query(
      `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [JSON.stringify(own)],
    );
  }
  await ledger.reach(LAST);
}

it('is what exactly the events come to that had happened by the instant, in whichever order they were told', async () => {
  const story = fc.array(fact, { minLength: 150, maxLength: 300, size: 'max' });
  const asked = fc.tuple(story, fc.integer({ min: 150, max: 300 }), fc.integer({ min: 20, max: 91 }));
  let [told, left] = [0, 0];
  for (const [facts, asOf, day] of fc.sample(asked, { seed: SEED, numRuns: 6 })) {
    if (!all || !happened) throw new Error('no ledger');
    const rows = rowsOf(facts);
    const some = rows.filter(([, row]) => row.occurred_at <= at(day));
    told += rows.filter(([, row]) => row.position <= asOf).length;
    left += some.filter(([, row]) => row.position <= asOf).length;
    await fill(all, rows);
    await fill(happened, some);
    for (const query of QUERIES) {
      const ofAll = await gateways[0]?.ask(query, { variables: { asOf, until: at(day) } });
      expect(ofAll?.errors).toEqual([]);
      const ofSome = await gateways[1]?.ask(query, { variables: { asOf } });
      expect(ofAll?.data).toEqual(ofSome?.data);
    }
  }
  // Much is left out, and much is not.
  expect(left).toBeLessThan(told * 0.8);
  expect(left).toBeGreaterThan(told * 0.3);
}, 120_000);

it('tells ages on the day of the instant, as its offset has it, where no day is asked for', async () => {
  if (!all) throw new Error('no ledger');
  await fill(
    all,
    rowsOf([
      { what: 'obligation', of: 1, day: 0, currency: 'USD' },
      { what: 'credit', of: 2, day: 0, minor: 7, currency: 'USD', basis: 'booked-credit' },
    ]),
  );
  const agesAt = async (instant: string, on = '') => {
    const { data, errors } =
      (await gateways[0]?.ask(
        `{ payments(from: "2026-01", to: "2026-12", occurredUntil: "${instant}") { occurredUntil openObligations${on} { age } suspenseShares${on} { edges { node { days } } } } }`,
      )) ?? {};
    expect(errors).toEqual([]);
    const { payments } = data as {
      payments: {
        occurredUntil: string;
        openObligations: { age: string }[];
        suspenseShares: { edges: { node: { days: number } }[] };
      };
    };
    expect(payments.occurredUntil).toBe(instant);
    return [payments.openObligations[0]?.age, payments.suspenseShares.edges[0]?.node.days];
  };
  // Due on 5 February; of 3 January.
  expect(await agesAt('2026-02-05T23:59:59+05:00')).toEqual(['NOT_DUE', 33]);
  expect(await agesAt('2026-02-06T00:00:00+05:00')).toEqual(['DAYS_1_30', 34]);
  expect(await agesAt('2026-02-06T00:00:00+05:00', '(on: "2026-03-07")')).toEqual(['DAYS_1_30', 63]);
  expect(await agesAt('0000-01-01T00:00:00+14:00')).toEqual([undefined, undefined]);
});

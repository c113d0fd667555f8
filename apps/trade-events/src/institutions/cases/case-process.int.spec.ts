import { randomUUID } from 'node:crypto';
import { type RecordedEvent, versionToAppend } from '@corridor/contracts';
import { type CaseCommand, type ConsignmentCommand, levelInForce } from '@corridor/domain';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { reactTo } from '@corridor/messaging';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import type pg from 'pg';
import { aggregatesOn } from '../../aggregates.js';
import { declaration, EXPORTER, IMPORTER } from '../../trade-events.spec-kit.js';
import { caseClocks } from './case-clocks.js';
import { caseIdOf } from './case-id.js';
import { foreseenCases } from './case-process.js';
import { CaseSubjects } from './case-subject.js';

let ledger: TestLedger;
let pool: pg.Pool;
let owner: pg.Pool;
let store: EventStore;
/** Reads and writes the log, of whichever service. */
let log: EventStore;
beforeAll(async () => {
  ledger = await startTestLedger();
  pool = ledgerPool(ledger.url, 'trade_events');
  store = new EventStore({ pool });
  owner = ledgerPool(ledger.url);
  log = new EventStore({ pool: owner });
  await owner.query(
    `INSERT INTO reporting.projections (name, generation, state) VALUES ('cases', 1, 'live')`,
  );
});
afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await ledger.stop();
});

/** The clock of whoever tells; everything is told in time until it goes on. */
let nowMs = Date.parse('2026-03-12T00:00:00+05:00');

/** Tells of one event alone, whatever its stream held before. */
async function tell(event: RecordedEvent): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await reactTo(
      foreseenCases(store, aggregatesOn(store), () => nowMs),
      () => undefined,
    )(event, client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const storyOf = async (caseId: string) => log.readStream(`case-${caseId}`);
const typesOf = async (caseId: string) => (await storyOf(caseId)).map(({ type }) => type);

async function declared(): Promise<string> {
  const consignmentId = randomUUID();
  const { occurredAt, ...goods } = declaration();
  const data = { consignmentId, ...goods, hsEdition: '2022' };
  const command = { type: 'DeclareConsignment', occurredAt, data } as ConsignmentCommand;
  const context = { actor: 'operator:demo-operator', correlationId: randomUUID() };
  await aggregatesOn(store).consignments.handle(consignmentId, command, context);
  return consignmentId;
}

interface Told {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: object;
}

/** Appends to a stream, each event of its own request but for those that go together. */
async function append(streamId: string, ...events: readonly Told[]): Promise<void> {
  await log.append({
    streams: [
      {
        streamId,
        expectedVersion: 'any',
        events: events.map((event) => ({
          ...event,
          schemaVersion: versionToAppend(event),
          participants: [],
        })),
      },
    ],
    actor: 'customs:demo-customs',
    correlationId: randomUUID(),
    demo: true,
  });
}

/** An import declaration with a hold, of which nobody was told. */
async function declarationOf(...events: readonly Told[]) {
  const consignmentId = await declared();
  const declarationId = randomUUID();
  const holdId = randomUUID();
  const ids = { declarationId, consignmentId };
  const streamId = `declaration-${declarationId}`;
  const of = ({ data, ...event }: Told): Told => ({
    ...event,
    data: { ...ids, ...(event.type !== 'DeclarationRefused' && { holdId }), ...data },
  });
  const { lines, incoterm } = declaration();
  const usd = { amount: '0.00', currency: 'USD' };
  const lodged = {
    ...ids,
    declarationNumber: 'KZ-1',
    flow: 'import',
    customsOffice: 'KZALA',
    reporter: 'KZ',
    acceptedOn: '2026-03-10',
    exporter: EXPORTER.participantId,
    importer: IMPORTER.participantId,
    countryOfConsignment: 'PK',
    countryOfDestination: 'KZ',
    procedure: { requested: '40', previous: '00' },
    hsEdition: '2022',
    incoterm,
    charges: { freight: usd, insurance: usd },
    lines,
  };
  await append(streamId, {
    type: 'DeclarationLodged',
    occurredAt: '2026-03-10T01:00:00+05:00',
    data: lodged,
  });
  const more = async (...told: readonly Told[]) => append(streamId, ...told.map(of));
  await more(...events);
  const history = (await log.readStream(streamId)).slice(1);
  const subject = { kind: 'hold', consignmentId, declarationId, holdId } as const;
  return { subject, history, more, caseId: caseIdOf('customs-hold', subject, '') };
}

const placed = {
  type: 'HoldPlaced',
  occurredAt: '2026-03-12T12:00:00+05:00',
  data: { reason: 'documents', note: 'x' },
};
const released = (day: number) => ({
  type: 'HoldReleased',
  occurredAt: `2026-03-${day}T12:00:00+05:00`,
  data: {},
});
const refused = {
  type: 'DeclarationRefused',
  occurredAt: '2026-03-14T12:00:00+05:00',
  data: { reason: 'documents', note: 'x' },
};

describe('a hold', () => {
  it.each([[[0, 1]], [[1, 0]], [[1, 1]], [[0, 0, 1, 1, 0]]])(
    'leads to the same in the order %j, and however often it is told',
    async (order) => {
      const inTime = await declarationOf(placed, released(15));
      const late = await declarationOf(placed, released(16));
      for (const { history } of [inTime, late]) {
        for (const nth of order) await tell(history[nth] as RecordedEvent);
      }
      // Three days from the placing.
      expect(await storyOf(inTime.caseId)).toMatchObject([
        {
          type: 'CaseForeseen',
          causationId: inTime.history[0]?.position,
          correlationId: inTime.history[0]?.correlationId,
          actor: 'process:trade-events',
          demo: true,
          participants: ['demo-textiles-faisalabad', 'demo-trading-almaty'],
          data: {
            kind: 'customs-hold',
            subject: inTime.subject,
            dueBy: '2026-03-15T12:00:00+05:00',
            causePosition: inTime.history[0]?.position,
          },
        },
        { type: 'CaseAverted', causationId: inTime.history[1]?.position },
      ]);
      expect(await storyOf(late.caseId)).toMatchObject([
        { type: 'CaseForeseen' },
        { type: 'CaseOpened', occurredAt: '2026-03-15T12:00:00+05:00' },
        { type: 'CaseCauseEnded', occurredAt: released(16).occurredAt },
        { type: 'CaseResolved', data: { by: 'cause', outcome: 'released' } },
      ]);
    },
  );

  it('that is told late opens as of its limit, and its clocks run from when it was told', async () => {
    const { history, caseId } = await declarationOf(placed, released(18));
    nowMs = Date.parse('2026-03-20T07:00:00Z');
    await tell(history[0] as RecordedEvent);
    nowMs = Date.parse('2026-03-12T00:00:00+05:00');
    expect(await storyOf(caseId)).toMatchObject([
      { type: 'CaseForeseen', data: { toldAt: '2026-03-20T12:00:00+05:00' } },
      {
        type: 'CaseOpened',
        occurredAt: '2026-03-15T12:00:00+05:00',
        data: { toldAt: '2026-03-20T12:00:00+05:00', limits: { triageBy: '2026-03-21T12:00:00+05:00' } },
      },
      { type: 'CaseCauseEnded', occurredAt: released(18).occurredAt },
      // Nobody could have known of it before.
      {
        type: 'CaseResolved',
        occurredAt: released(18).occurredAt,
        data: { toldAt: '2026-03-20T12:00:00+05:00' },
      },
    ]);
  });

  it('that a refusal lifts ended by it', async () => {
    const at = released(16).occurredAt;
    const { history, caseId, more } = await declarationOf(placed);
    await tell(history[0] as RecordedEvent);
    await more(released(16), { ...refused, occurredAt: at });
    await tell(history[0] as RecordedEvent);
    expect((await storyOf(caseId)).at(-1)).toMatchObject({ occurredAt: at, data: { outcome: 'rejected' } });
  });
});

describe('the clock', () => {
  /** A row of the read model as reporting would have left it. */
  async function shown(caseId: string, nextLimitAt: string): Promise<void> {
    await owner.query(
      `INSERT INTO reporting.cases (generation, case_id, status, kind, subject, firms, missed, escalated, reopenings, next_limit_at,
         state, participants, demo, first_position, last_position)
       VALUES (1, $1, 'foreseen', 'customs-hold', '{}', '{}', '{}', false, 0, $2, '{}', '{}', true, 1, 1)`,
      [caseId, nextLimitAt],
    );
  }
  const stepAt = (day: string) =>
    caseClocks({
      pool,
      store,
      aggregates: aggregatesOn(store),
      // What is written down within an hour counts: the clock is looked at an hour behind.
      now: () => Date.parse(day) + 3_600_000,
      onFailed: (_, error) => {
        throw error;
      },
    });
  afterEach(() => owner.query('DELETE FROM reporting.cases'));

  it('opens what was foreseen behind its limit, once, and tells its limits, though the list goes on showing it', async () => {
    const { history, caseId } = await declarationOf(placed);
    await tell(history[0] as RecordedEvent);
    await shown(caseId, '2026-03-15T07:00:00Z');
    expect(await stepAt('2026-03-15T07:00:00Z')()).toBe(0);
    const [one, other] = [stepAt('2026-03-15T07:00:01Z'), stepAt('2026-03-15T07:00:01Z')];
    expect((await Promise.all([one(), other()])).sort()).toEqual([0, 1]);
    expect(await storyOf(caseId)).toMatchObject([
      { type: 'CaseForeseen' },
      {
        type: 'CaseOpened',
        occurredAt: '2026-03-15T12:00:00+05:00',
        causationId: history[0]?.position,
        correlationId: history[0]?.correlationId,
        demo: true,
        data: { firms: ['demo-textiles-faisalabad', 'demo-trading-almaty'] },
      },
    ]);
    expect(await stepAt('2026-03-16T07:00:01Z')()).toBe(1);
    expect(await stepAt('2026-03-23T07:00:01Z')()).toBe(1);
    expect(await stepAt('2026-03-23T07:00:01Z')()).toBe(0);
    expect(await typesOf(caseId)).toEqual([
      'CaseForeseen',
      'CaseOpened',
      'CaseLimitMissed',
      'CaseLimitMissed',
      'CaseLimitMissed',
      'CaseEscalated',
    ]);
  });

  it('opens none whose end the bus has not brought yet', async () => {
    const { history, caseId, more } = await declarationOf(placed);
    await tell(history[0] as RecordedEvent);
    await more(released(14));
    await shown(caseId, '2026-03-15T07:00:00Z');
    expect(await stepAt('2026-03-16T07:00:00Z')()).toBe(1);
    expect(await storyOf(caseId)).toMatchObject([
      { type: 'CaseForeseen' },
      { type: 'CaseAverted', occurredAt: released(14).occurredAt },
    ]);
  });
});

describe('a payment that is returned', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const obligationOf = async (...types: readonly string[]) => {
    const consignmentId = await declared();
    const obligationId = randomUUID();
    const ids = { obligationId, invoiceId: obligationId, consignmentId, settlementId: randomUUID() };
    const returnIds = types.map(() => randomUUID());
    for (const [nth, type] of types.entries()) {
      const payment = { ...ids, amount: usd('400.00'), valueDate: '2026-03-12' };
      const data =
        type === 'PaymentReturned'
          ? { ...payment, outstanding: usd('400.00'), paid: usd('600.00'), returnId: returnIds[nth] }
          : { ...payment, outstanding: usd('0.00') };
      const occurredAt = `2026-03-${12 + nth * 2}T00:00:00+05:00`;
      await append(`obligation-${obligationId}`, { type, occurredAt, data });
    }
    const history = await log.readStream(`obligation-${obligationId}`);
    const caseOf = (nth: number) =>
      caseIdOf(
        'payment-stuck',
        { kind: 'returned-payment', consignmentId, obligationId, returnId: returnIds[nth] ?? '' },
        '',
      );
    const settled = async () => {
      const data = { ...ids, amount: usd('400.00'), valueDate: '2026-03-18', outstanding: usd('0.00') };
      const streamId = `obligation-${obligationId}`;
      await append(streamId, { type: 'ObligationSettled', occurredAt: '2026-03-18T00:00:00+05:00', data });
      return log.readStream(streamId);
    };
    const returnedAgain = async (day: number) => {
      const payment = { ...ids, amount: usd('300.00'), valueDate: `2026-03-${day}`, returnId: randomUUID() };
      const data = { ...payment, outstanding: usd('400.00'), paid: usd('600.00') };
      const occurredAt = `2026-03-${day}T00:00:00+05:00`;
      await append(`obligation-${obligationId}`, { type: 'PaymentReturned', occurredAt, data });
      return (await log.readStream(`obligation-${obligationId}`)).at(-1) as RecordedEvent;
    };
    const nthCase = (nth: number) =>
      caseIdOf(
        'payment-stuck',
        { kind: 'returned-payment', consignmentId, obligationId, returnId: returnIds[0] ?? '' },
        '',
        nth,
      );
    return { history, caseOf, nthCase, returnedAgain, settled, consignmentId, obligationId, returnIds };
  };
  /** The firm had it opened at once, and the Council closed it. */
  const closed = async ({
    nthCase,
    consignmentId,
    obligationId,
    returnIds,
  }: Awaited<ReturnType<typeof obligationOf>>) => {
    const { cases, serviceLevels } = aggregatesOn(store);
    const caseId = nthCase(1);
    const context = { actor: 'council:demo-council', correlationId: randomUUID() };
    const firm = EXPORTER.participantId;
    const subject = { kind: 'returned-payment', consignmentId, obligationId, returnId: returnIds[0] ?? '' };
    const serviceLevel = levelInForce('payment-stuck', serviceLevels.stateOf([]));
    const about = { caseId, kind: 'payment-stuck', subject, firms: [firm], openedBy: firm, text: 'x' };
    const occurredAt = '2026-03-12T01:00:00+05:00';
    for (const command of [
      { type: 'OpenCase', occurredAt, data: { ...about, serviceLevel } },
      { type: 'TriageCase', occurredAt, data: { caseId, kind: 'payment-stuck', priority: 'low' } },
      { type: 'ResolveCase', occurredAt, data: { caseId, outcome: 'corrected', text: 'y' } },
    ] as CaseCommand[]) {
      await cases.handle(caseId, command, context);
    }
    return { caseId, firm, context, serviceLevel };
  };

  it('has a case of its own where it comes behind the one that the Council closed, whatever the bus brings twice', async () => {
    const debt = await obligationOf('PaymentReturned');
    const [first] = debt.history as [RecordedEvent];
    await tell(first);
    const { caseId } = await closed(debt);
    const second = await debt.returnedAgain(14);
    for (const event of [second, first, second]) await tell(event);
    expect((await typesOf(caseId)).at(-1)).toBe('CaseResolved');
    expect(await storyOf(debt.nthCase(2))).toMatchObject([
      {
        type: 'CaseForeseen',
        causationId: second.position,
        data: {
          causePosition: second.position,
          text: 'A payment of 300.00 USD was returned.',
          dueBy: '2026-03-17T00:00:00+05:00',
        },
      },
    ]);
    // The next one is the second one's, and both end where all is paid.
    const third = await debt.returnedAgain(15);
    for (const event of [third, second, third]) await tell(event);
    expect(await typesOf(debt.nthCase(2))).toEqual(['CaseForeseen', 'CaseCauseAdded']);
    expect(await typesOf(debt.nthCase(3))).toEqual([]);
    for (const event of await debt.settled()) await tell(event);
    expect((await typesOf(caseId)).at(-1)).toBe('CaseCauseEnded');
    expect((await typesOf(debt.nthCase(2))).at(-1)).toBe('CaseResolved');
  });

  it('is kept with the case that was open as it came, and with the one that was opened again since', async () => {
    const debt = await obligationOf('PaymentReturned');
    const [first] = debt.history as [RecordedEvent];
    await tell(first);
    // The bus is late: the Council closes the case behind the second return.
    const second = await debt.returnedAgain(13);
    const { caseId, firm, context, serviceLevel } = await closed(debt);
    await tell(second);
    expect((await typesOf(caseId)).at(-1)).toBe('CaseCauseAdded');
    const third = await debt.returnedAgain(14);
    const reopening = { caseId, reopenedBy: firm, reason: 'z', serviceLevel };
    const occurredAt = '2026-03-14T00:00:00+05:00';
    await aggregatesOn(store).cases.handle(
      caseId,
      { type: 'ReopenCase', occurredAt, data: reopening },
      context,
    );
    await tell(third);
    expect((await typesOf(caseId)).slice(-2)).toEqual(['CaseReopened', 'CaseCauseAdded']);
    expect(await typesOf(debt.nthCase(2))).toEqual([]);
  });

  it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0, 3, 1, 2]]])(
    'is one case from the first return to the payment, and another the next time, in the order %j',
    async (order) => {
      const { history, caseOf } = await obligationOf(
        'PaymentReturned',
        'PaymentReturned',
        'ObligationSettled',
        'PaymentReturned',
      );
      for (const nth of order) await tell(history[nth] as RecordedEvent);
      // Returned on the 12th, paid on the 16th: a day behind its limit.
      expect(await typesOf(caseOf(0))).toEqual([
        'CaseForeseen',
        'CaseCauseAdded',
        'CaseOpened',
        'CaseCauseEnded',
        'CaseResolved',
      ]);
      expect((await storyOf(caseOf(0))).at(-1)).toMatchObject({ data: { by: 'cause', outcome: 'paid' } });
      expect(await typesOf(caseOf(1))).toEqual([]);
      expect(await typesOf(caseOf(3))).toEqual(['CaseForeseen']);
    },
  );

  it.each([[0], [1], [2]])(
    'has one case, by whichever return the firm brings it, and it ends with the payment: %j are told before',
    async (toldBefore) => {
      const { history, caseOf, settled, consignmentId, obligationId, returnIds } = await obligationOf(
        'PaymentReturned',
        'PaymentReturned',
      );
      for (const event of history.slice(0, toldBefore)) await tell(event);
      const aggregates = aggregatesOn(store);
      const told = { kind: 'returned-payment', obligationId, returnId: returnIds[1] ?? '' } as const;
      const firm = EXPORTER.participantId;
      const { subject, firms } = await new CaseSubjects(log, aggregatesOn(log)).of(
        firm,
        'payment-stuck',
        told,
      );
      expect(subject).toEqual({ ...told, consignmentId, returnId: returnIds[0] });
      expect(caseIdOf('payment-stuck', subject, firm)).toBe(caseOf(0));
      const opening = {
        caseId: caseOf(0),
        kind: 'payment-stuck',
        subject,
        firms,
        openedBy: firm,
        text: 'x',
        serviceLevel: levelInForce('payment-stuck', aggregates.serviceLevels.stateOf([])),
      } as const;
      const occurredAt = '2026-03-15T00:00:00+05:00';
      const context = { actor: 'trader:demo-textiles-faisalabad', correlationId: randomUUID() };
      await aggregates.cases.handle(caseOf(0), { type: 'OpenCase', occurredAt, data: opening }, context);
      for (const event of history) await tell(event);
      expect(await typesOf(caseOf(0))).not.toContain('CaseResolved');
      const all = await settled();
      for (const event of [...all].reverse()) await tell(event);
      expect((await typesOf(caseOf(0))).slice(-2)).toEqual(['CaseCauseEnded', 'CaseResolved']);
      expect((await typesOf(caseOf(0))).filter((type) => type === 'CaseCauseAdded')).toHaveLength(1);
      expect(await typesOf(caseOf(1))).toEqual([]);
    },
  );

  it('is averted by a payment within the limit', async () => {
    const { history, caseOf } = await obligationOf('PaymentReturned', 'ObligationSettled');
    for (const event of history) await tell(event);
    expect(await typesOf(caseOf(0))).toEqual(['CaseForeseen', 'CaseAverted']);
  });
});

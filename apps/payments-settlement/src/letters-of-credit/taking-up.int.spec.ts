import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import type { CreditCommandOf, KnownCredit, LetterOfCreditCommand } from '@corridor/domain';
import fc from 'fast-check';
import { aggregatesOn } from '../aggregates.js';
import { FailingStore, processOn } from '../process/delivery.spec-kit.js';
import { ProcessWorld } from '../process/process-world.spec-kit.js';
import { APPLICANT, BENEFICIARY, creditOf, paper } from './credit-world.spec-kit.js';

const SEED = 20_260_305;
const picks = fc.array(fc.nat(), { minLength: 5, maxLength: 40 });
const PARTIES = [APPLICANT.participantId, BENEFICIARY.participantId];
const DISPATCHED_AT = '2026-03-06T00:30:00+05:00';

let manager: ProcessWorld;
beforeAll(async () => {
  manager = await ProcessWorld.start();
});
afterAll(() => manager.stop());
// Each test is alone with what it appends.
beforeEach(() => manager.forget());

const credits = () => aggregatesOn(manager.store).lettersOfCredit;
const context = () => ({ actor: 'bank:demo-bank-almaty', correlationId: randomUUID() });

async function issue(consignmentIds: readonly string[], change: object = {}): Promise<string> {
  const letterOfCreditId = randomUUID();
  const { occurredAt, ...credit } = creditOf({}, { presentationPeriodDays: 21, consignmentIds });
  const data = {
    letterOfCreditId,
    ...credit,
    ...change,
  } as unknown as CreditCommandOf<'IssueCredit'>['data'];
  await credits().handle(letterOfCreditId, { type: 'IssueCredit', occurredAt, data }, context());
  return letterOfCreditId;
}

async function ask(
  letterOfCreditId: string,
  type: LetterOfCreditCommand['type'],
  data: object,
): Promise<void> {
  const command = { type, occurredAt: '2026-03-03T10:00:00+05:00', data } as LetterOfCreditCommand;
  await credits().handle(letterOfCreditId, command, context());
}

async function stateOf(letterOfCreditId: string): Promise<KnownCredit> {
  const { state } = await credits().load(letterOfCreditId);
  if (state.status === 'unknown') throw new Error('nothing was issued');
  return state;
}

const trade = (consignmentId: string) => {
  const stream = `consignment-${consignmentId}`;
  return {
    dispatch: () =>
      manager.trade.append(
        stream,
        'ConsignmentDispatched',
        { consignmentId, location: 'PKLYP', transportMode: 'road' },
        { occurredAt: DISPATCHED_AT, of: PARTIES },
      ),
    attach: (documentId: string, typeCode: string, number: string) =>
      manager.trade.append(
        stream,
        'DocumentAttached',
        { consignmentId, documentId, ...paper(typeCode, number) },
        { of: PARTIES },
      ),
    withdraw: (documentId: string) =>
      manager.trade.append(
        stream,
        'DocumentWithdrawn',
        { consignmentId, documentId, reason: 'wrong' },
        { of: PARTIES },
      ),
  };
};

const told = async (letterOfCreditId: string) => {
  const { shipments, transportDocuments } = await stateOf(letterOfCreditId);
  return { shipments, papers: transportDocuments.map(({ number }) => number).sort() };
};

it('in every order of arrival, a credit has the dispatch and the transport documents of its consignments', async () => {
  await fc.assert(
    fc.asyncProperty(picks, async (picked) => {
      await manager.forget();
      const after = await manager.head();
      const [consignmentId, wrong] = [randomUUID(), randomUUID()];
      const first = await issue([consignmentId]);
      const second = await issue([randomUUID(), consignmentId]);
      const later = await issue([]);
      // Somebody who names others' goods learns nothing of them.
      const stranger = await issue([consignmentId], {
        beneficiary: { ...BENEFICIARY, participantId: 'demo-carpets-lahore' },
      });
      await ask(later, 'ProposeAmendment', { changes: { consignmentIds: [consignmentId] } });
      await ask(later, 'AcceptAmendment', { amendment: 1 });
      const goods = trade(consignmentId);
      await goods.attach(wrong, '730', 'CMR-1');
      await goods.attach(randomUUID(), '380', 'DM-17');
      await goods.withdraw(wrong);
      await goods.attach(randomUUID(), '730', 'CMR-2');
      await goods.dispatch();
      await goods.attach(randomUUID(), '705', 'BL-3');
      await manager.deliverAll('credits', picked, after);

      // Just past midnight in Lahore, still the day before in UTC.
      const shipments = [{ consignmentId, shippedOn: '2026-03-06', location: 'PKLYP' }];
      for (const letterOfCreditId of [first, second, later]) {
        expect(await told(letterOfCreditId)).toEqual({ shipments, papers: ['BL-3', 'CMR-2'] });
      }
      expect(await told(stranger)).toEqual({ shipments: [], papers: [] });
      const events = await manager.log(after);
      expect(events.filter(({ type }) => type === 'ShipmentTakenUp')).toHaveLength(3);

      // Made anew from the log, nothing else comes of it.
      await manager.forget();
      await manager.deliverAll('afresh', picked, after);
      for (const letterOfCreditId of [first, second, later]) {
        expect(await told(letterOfCreditId)).toEqual({ shipments, papers: ['BL-3', 'CMR-2'] });
      }
    }),
    { seed: SEED, numRuns: 12 },
  );
}, 120_000);

it('says by what it was led to', async () => {
  const after = await manager.head();
  const consignmentId = randomUUID();
  const letterOfCreditId = await issue([consignmentId]);
  const dispatched = await trade(consignmentId).dispatch();
  await manager.deliverAll('credits', [0], after);
  const taken = (await manager.log(after)).find(({ type }) => type === 'ShipmentTakenUp') as RecordedEvent;
  expect(taken).toMatchObject({
    streamId: `lc-${letterOfCreditId}`,
    occurredAt: DISPATCHED_AT,
    actor: 'process:payments-settlement',
    causationId: dispatched.position,
    correlationId: dispatched.correlationId,
    data: { letterOfCreditId, consignmentId, shippedOn: '2026-03-06', location: 'PKLYP' },
  });
  expect(taken.participants).toEqual(expect.arrayContaining(PARTIES));
});

it('a crash behind what a dispatch leads to leaves nothing half done', async () => {
  const after = await manager.head();
  const consignmentId = randomUUID();
  const both = [await issue([consignmentId]), await issue([consignmentId])];
  await manager.deliverAll('credits', [0], after);
  const dispatched = await trade(consignmentId).dispatch();
  const failing = new FailingStore({ pool: manager.pool });
  failing.failures = [undefined, Object.assign(new Error('gone'), { code: 'ECONNRESET' })];
  await expect(processOn(manager.pool, 'credits', failing).consume([dispatched])).rejects.toThrow('gone');
  expect(failing.appends).toBe(2);
  expect(await manager.head()).toBe(dispatched.position);

  await processOn(manager.pool, 'credits').consume([dispatched]);
  await processOn(manager.pool, 'credits').consume([dispatched]);
  expect(await manager.head()).toBe(dispatched.position + 2);
  for (const letterOfCreditId of both) expect((await told(letterOfCreditId)).shipments).toHaveLength(1);
});

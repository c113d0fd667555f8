import { randomUUID } from 'node:crypto';
import type { CreditCommandOf, LetterOfCreditCommand } from '@corridor/domain';
import { jest } from '@jest/globals';
import { creditOf, paper as paperOf, usd } from '../letters-of-credit/credit-world.spec-kit.js';
import { flagsIn, SupervisedWorld } from '../supervision/supervised-world.spec-kit.js';

const AT = '2026-03-10T10:00:00+05:00';
const WEEKDAYS = [{ weekend: [6, 7], holidays: new Set<string>() }];

let world: SupervisedWorld;
beforeEach(async () => {
  world = await SupervisedWorld.start();
});
afterEach(() => world.stop());

const bill = { ...paperOf('705', 'HLCU 118'), issuer: 'Demo Lines', sha256: 'a'.repeat(64) };
const bank = (city: string, country: string) => ({ participantId: `demo-bank-${city}`, country });

const ask = (letterOfCreditId: string, command: LetterOfCreditCommand) =>
  world.aggregates.lettersOfCredit.handle(letterOfCreditId, command, {
    actor: 'trader:demo-textiles-faisalabad',
    correlationId: randomUUID(),
  });

/** A credit of the bank in Almaty, confirmed by the one in Karachi unless told otherwise. */
async function issue(change: object = {}, confirms = true): Promise<string> {
  const letterOfCreditId = randomUUID();
  const { occurredAt, ...credit } = creditOf(change);
  const terms = { ...credit.terms, presentationPeriodDays: 21, consignmentIds: [] };
  const data = { letterOfCreditId, ...credit, terms } as unknown as CreditCommandOf<'IssueCredit'>['data'];
  await ask(letterOfCreditId, { type: 'IssueCredit', occurredAt, data });
  const confirming = { type: 'ConfirmCredit', occurredAt: AT, data: { bank: 'demo-bank-karachi' } } as const;
  if (confirms) await ask(letterOfCreditId, confirming);
  return letterOfCreditId;
}

const present = (
  letterOfCreditId: string,
  change: object = {},
  {
    presentedTo = 'demo-bank-karachi',
    today = '2026-03-10',
    documents = [{ ...bill, ...change }] as readonly (typeof bill)[],
  } = {},
) =>
  ask(letterOfCreditId, {
    type: 'PresentDocuments',
    occurredAt: AT,
    data: {
      presentedTo,
      amount: usd('100.00'),
      documents,
      calendars: WEEKDAYS,
      today,
    },
  });
const refuse = (letterOfCreditId: string) =>
  ask(letterOfCreditId, {
    type: 'RefusePresentation',
    occurredAt: AT,
    data: {
      presentation: 1,
      bank: 'demo-bank-karachi',
      discrepancies: [{ code: 'other', description: 'x' }],
      disposal: 'returning',
      today: '2026-03-10',
    },
  });
const raised = async () => (await world.trade.events('RedFlagRaised')).map(({ data }) => data);
const KEYS = ['705 hlcu 118 of demo lines', `sha256 ${bill.sha256}`];

it('one bill of lading under two letters of credit is flagged, by its name and by its file, to the banks that issued, confirmed and hold it', async () => {
  const one = await issue();
  const two = await issue({ issuingBank: bank('tashkent', 'UZ') }, false);
  await present(one, {}, { presentedTo: 'demo-bank-almaty' });
  await present(two, {}, { presentedTo: 'demo-bank-lahore' });
  await world.supervise();
  expect(await raised()).toEqual(
    KEYS.map((document) =>
      expect.objectContaining({
        kind: 'double-financing',
        subject: { consignmentIds: [], letterOfCreditIds: [one, two].sort(), document },
        reason: expect.stringMatching(/ was presented under 2 letters of credit\.$/),
        banks: ['demo-bank-almaty', 'demo-bank-karachi', 'demo-bank-lahore', 'demo-bank-tashkent'],
      }),
    ),
  );
});

it('a third credit adds to the flag', async () => {
  const other = { sha256: 'b'.repeat(64) };
  await present(await issue());
  await present(await issue(), other);
  await world.supervise();
  const third = await issue();
  await present(third, { sha256: 'c'.repeat(64) });
  await world.supervise();
  expect(await raised()).toHaveLength(1);
  const [added] = await world.trade.events('RedFlagEvidenceAdded');
  expect(added?.data.subject.letterOfCreditIds).toContain(third);
});

it('reads every credit once for all papers of a presentation, and none that the flags name already', async () => {
  const invoice = { typeCode: '380', number: 'DM-17', sha256: 'd'.repeat(64) };
  const both = { documents: [bill, { ...bill, ...invoice }] };
  const readStream = jest.spyOn(world.store, 'readStream');
  const read = async () => {
    readStream.mockClear();
    await world.supervise();
    return readStream.mock.calls.map(([stream]) => stream).filter((stream) => stream.startsWith('lc-'));
  };
  const one = await issue();
  await present(one, {}, both);
  expect(await read()).toEqual([`lc-${one}`]);
  const two = await issue({ issuingBank: bank('tashkent', 'UZ') }, false);
  await present(two, {}, { ...both, presentedTo: 'demo-bank-lahore' });
  expect((await read()).sort()).toEqual([`lc-${one}`, `lc-${two}`].sort());
  const three = await issue();
  await present(three, {}, both);
  expect(await read()).toEqual([`lc-${three}`]);
  const added = await world.trade.events('RedFlagEvidenceAdded');
  expect(added.map(({ data }) => data.subject.letterOfCreditIds)).toEqual(
    Array(4).fill([one, two, three].sort()),
  );
});

it.each([
  ['to one bank, on two days', { today: '2026-03-11' }, ['demo-bank-almaty', 'demo-bank-karachi']],
  [
    'to two banks on one day',
    { presentedTo: 'demo-bank-lahore' },
    ['demo-bank-almaty', 'demo-bank-karachi', 'demo-bank-lahore'],
  ],
])('two drawings on one bill of lading under one credit are flagged: %s', async (_, to, banks) => {
  const letterOfCreditId = await issue();
  await present(letterOfCreditId);
  const { result } = await present(letterOfCreditId, {}, to);
  // What becomes of the first behind the second says nothing of what was so by then.
  await refuse(letterOfCreditId);
  await world.supervise();
  const flags = await raised();
  expect(flags).toEqual(
    KEYS.map((document) =>
      expect.objectContaining({
        kind: 'double-financing',
        subject: { consignmentIds: [], letterOfCreditIds: [letterOfCreditId], document },
        reason: expect.stringMatching(/ was presented 2 times under one letter of credit\.$/),
        banks,
      }),
    ),
  );
  const second = result?.position ?? 0;
  expect(flags.map(({ evidence }) => evidence)).toEqual([
    [second - 1, second],
    [second - 1, second],
  ]);
});

it('says nothing of papers that were refused or taken back and presented again, of another paper, or of a certificate', async () => {
  const refused = await issue();
  await present(refused);
  await refuse(refused);
  await present(refused);
  const number = { number: 'HLCU 119', sha256: 'b'.repeat(64) };
  const withdrawn = await issue();
  await present(withdrawn, number);
  await ask(withdrawn, { type: 'WithdrawPresentation', occurredAt: AT, data: { presentation: 1 } });
  await present(withdrawn, number);
  const certificate = { typeCode: '861', sha256: 'c'.repeat(64) };
  await present(refused, certificate, { today: '2026-03-11' });
  await present(await issue(), certificate);
  await world.supervise();
  expect(flagsIn(await world.trade.log())).toEqual([]);
});

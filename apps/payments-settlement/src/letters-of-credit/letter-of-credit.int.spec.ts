import { randomUUID } from 'node:crypto';
import {
  APPLICANT,
  at,
  BENEFICIARY,
  CreditWorld,
  creditOf,
  type Holder,
  paper,
  presentationOf,
  usd,
} from './credit-world.spec-kit.js';

let world: CreditWorld;
/** By the ledger's clock. The days of these credits are still to come: nothing lapses by itself. */
let instant = 0;
const itIs = (day: string) => {
  instant = Date.parse(`${day}T12:00:00+05:00`);
};
beforeEach(() => itIs('2026-03-15'));
beforeAll(async () => {
  itIs('2026-03-15');
  world = await CreditWorld.start(() => instant);
});
afterAll(() => world.stop());

const issued = async (change: object = {}, terms: object = {}): Promise<string> =>
  `/${(await world.done('issuing', '', creditOf(change, terms))).letterOfCreditId}`;
const read = async (path: string, holder: Holder = 'operator') => (await world.get(holder, path)).body;

it('goes from its issue to its payment, each step by the bank or the trader whose it is', async () => {
  const body = creditOf({ margin: usd('200.00'), contractNumber: '14/2026' }, { availableBy: 'negotiation' });
  const { letterOfCreditId, position } = await world.done('issuing', '', body);
  const path = `/${letterOfCreditId}`;
  expect((await world.event(position))?.participants).toEqual(
    [
      APPLICANT.participantId,
      BENEFICIARY.participantId,
      'demo-bank-almaty',
      'demo-bank-karachi',
      'demo-bank-lahore',
      'demo-bank-quetta',
    ].sort(),
  );
  await world.done('advising', `${path}/advice`, at('2026-03-03'));
  await world.done('confirming', `${path}/confirmation`, at('2026-03-03'));
  const changes = { amount: usd('1500.00') };
  const { amendment } = await world.done('issuing', `${path}/amendments`, { ...at('2026-03-04'), changes });
  expect(amendment).toBe(1);
  await world.done('confirming', `${path}/amendments/1/advice`, {
    ...at('2026-03-04'),
    confirmationExtended: true,
  });
  await world.done('beneficiary', `${path}/amendments/1/acceptance`, at('2026-03-05'));
  itIs('2026-03-10');
  const made = await world.done(
    'beneficiary',
    `${path}/presentations`,
    presentationOf({
      presentedTo: 'demo-bank-lahore',
      amount: usd('1200'),
    }),
  );
  expect(made.presentation).toBe(1);
  itIs('2026-03-11');
  await world.done('nominated', `${path}/presentations/1/examination`, at('2026-03-11'));
  const [uetr, reimbursementUetr] = [randomUUID(), randomUUID()];
  await world.done('nominated', `${path}/presentations/1/negotiation`, { ...at('2026-03-11'), uetr });
  itIs('2026-03-12');
  const reimbursed = await world.done('issuing', `${path}/presentations/1/reimbursement`, {
    ...at('2026-03-12'),
    uetr: reimbursementUetr,
  });
  expect((await world.event(reimbursed.position))?.data).toMatchObject({
    paidBy: 'demo-bank-almaty',
    paidTo: 'demo-bank-lahore',
    beneficiary: BENEFICIARY.participantId,
    amount: usd('1200.00'),
    uetr: reimbursementUetr,
    postings: [
      { account: 'guarantee', of: 'demo-bank-almaty', side: 'debit', amount: usd('1200.00') },
      { account: 'guarantee-contra', of: 'demo-bank-almaty', side: 'credit' },
      { account: 'guarantee', of: 'demo-bank-karachi', side: 'debit', amount: usd('1200.00') },
      { account: 'guarantee-contra', of: 'demo-bank-karachi', side: 'credit' },
      { account: 'lc-margin', of: 'demo-bank-almaty', side: 'debit', amount: usd('200.00') },
      { account: 'nostro', of: 'demo-bank-almaty', side: 'credit' },
    ],
  });
  const view = await read(path);
  expect(view).toMatchObject({
    letterOfCreditId,
    number: body.number,
    status: 'confirmed',
    contractNumber: '14/2026',
    margin: usd('200.00'),
    // Twenty-one days where the credit tells no other (UCP 600, 14(c)).
    terms: { amount: usd('1500.00'), presentationPeriodDays: 21, consignmentIds: [] },
    undertaking: usd('1500.00'),
    drawn: usd('1200.00'),
    available: usd('300.00'),
    amendments: [{ amendment: 1, status: 'accepted', confirmationExtended: true }],
    presentations: [
      {
        presentation: 1,
        status: 'settled',
        examineBy: '2026-03-17',
        basis: 'examined',
        maturityOn: '2026-03-11',
        paidBy: 'demo-bank-lahore',
        uetr,
        reimbursementUetr,
        shows: [],
      },
    ],
    version: 10,
  });
  for (const each of [uetr, reimbursementUetr]) {
    const { items } = await read(`?uetr=${each}`, 'beneficiary');
    expect(items.map((item: { letterOfCreditId: string }) => item.letterOfCreditId)).toEqual([
      letterOfCreditId,
    ]);
  }
  expect((await read(`?uetr=${randomUUID()}`)).items).toEqual([]);
  expect(view.history.map(({ type }: { type: string }) => type)).toEqual([
    'LetterOfCreditIssued',
    'LetterOfCreditAdvised',
    'LetterOfCreditConfirmed',
    'CreditAmendmentProposed',
    'CreditAmendmentAdvised',
    'CreditAmendmentAccepted',
    'PresentationMade',
    'PresentationComplied',
    'PresentationNegotiated',
    'PresentationReimbursed',
  ]);
});

it('pays a draft at maturity, and what was refused once its discrepancies are waived', async () => {
  const tenor = { availableBy: 'acceptance', tenor: { days: 3, from: 'acceptance' } };
  const path = await issued({}, { ...tenor, documentsRequired: ['380', '861'] });
  const first = `${path}/presentations/1`;
  itIs('2026-03-10');
  const papers = { shippedOn: '2026-03-06', documents: [paper('380', 'DM-17'), paper('730', 'CMR-118')] };
  await world.done('beneficiary', `${path}/presentations`, presentationOf(papers));
  expect((await read(path)).presentations[0]).toMatchObject({
    shows: [
      { code: 'document-missing', description: 'No document of type 861 was presented', typeCode: '861' },
    ],
    // The consignment note is of the day before.
    shipment: {
      on: '2026-03-06',
      by: 'told',
      otherwise: [{ on: '2026-03-05', by: 'transport-document' }],
    },
  });
  expect(await world.refusal('issuing', `${first}/examination`, at('2026-03-11'))).toEqual([
    409,
    'presentation-discrepant',
    undefined,
  ]);
  itIs('2026-03-11');
  const discrepancies = [{ code: 'document-missing', description: 'No certificate', typeCode: '861' }];
  await world.done('issuing', `${first}/refusal`, {
    ...at('2026-03-11'),
    discrepancies,
    disposal: 'holding-for-waiver',
  });
  expect((await read(path)).available).toEqual(usd('1000.00'));
  itIs('2026-03-14');
  expect(await world.refusal('issuing', `${first}/waiver`, at('2026-03-12'))).toEqual([
    409,
    'waiver-not-given',
    undefined,
  ]);
  await world.done('applicant', `${first}/waiver`, at('2026-03-12'));
  await world.done('issuing', `${first}/waiver`, at('2026-03-12'));
  await world.done('issuing', `${first}/acceptance`, at('2026-03-12'));
  expect(await world.refusal('issuing', `${first}/honour`, at('2026-03-14'))).toEqual([
    409,
    'not-matured',
    undefined,
  ]);
  await world.done('issuing', `${first}/honour`, at('2026-03-15'));
  expect((await read(path)).presentations[0]).toMatchObject({
    status: 'settled',
    basis: 'waived',
    waived: true,
    refusal: { bank: 'demo-bank-almaty', refusedOn: '2026-03-11', discrepancies },
    maturityOn: '2026-03-15',
  });
});

it('frees what a silent nominated bank holds: its presenter takes it back, or it goes on to a bank that is bound', async () => {
  const path = await issued();
  const presented = presentationOf({ presentedTo: 'demo-bank-lahore', amount: usd('1000.00') });
  itIs('2026-03-10');
  await world.done('beneficiary', `${path}/presentations`, presented);
  itIs('2026-03-20');
  const again = presentationOf({ amount: usd('1000.00') });
  expect(await world.refusal('beneficiary', `${path}/presentations`, again)).toEqual([
    409,
    'credit-overdrawn',
    '/amount/amount',
  ]);
  await world.done('beneficiary', `${path}/presentations/1/withdrawal`, at('2026-03-20'));
  const withdrawn = await read(path);
  expect(withdrawn).toMatchObject({ available: usd('1000.00'), presentations: [{ status: 'withdrawn' }] });
  for (const field of ['heldBy', 'examineBy']) expect(withdrawn.presentations[0]).not.toHaveProperty(field);
  await world.done('beneficiary', `${path}/presentations`, presented);
  const second = `${path}/presentations/2`;
  itIs('2026-03-30');
  const forwarding = { ...at('2026-03-30'), to: 'demo-bank-almaty' };
  await world.done('nominated', `${second}/forwarding`, forwarding);
  await world.done('nominated', `${second}/forwarding`, forwarding);
  expect((await read(path)).presentations[1]).toMatchObject({
    status: 'presented',
    presentedTo: 'demo-bank-lahore',
    presentedOn: '2026-03-20',
    heldBy: 'demo-bank-almaty',
    // The 30th of March 2026 is a Monday.
    examineBy: '2026-04-06',
    shows: [],
  });
  expect(await world.refusal('nominated', `${second}/examination`, at('2026-03-30'))).toEqual([
    403,
    'not-your-part',
    undefined,
  ]);
  await world.done('issuing', `${second}/examination`, at('2026-03-30'));
  const other = await issued();
  await world.done('beneficiary', `${other}/presentations`, presented);
  await world.done('beneficiary', `${other}/presentations/1/forwarding`, forwarding);
  expect(await world.refusal('nominated', `${other}/presentations/1/withdrawal`, at('2026-03-30'))).toEqual([
    403,
    'right-missing',
    undefined,
  ]);
});

it("counts the days of an examination by the ledger's clock, whatever instant the parties tell", async () => {
  const path = await issued();
  const first = `${path}/presentations/1`;
  await world.done('beneficiary', `${path}/presentations`, presentationOf(at('2026-03-03')));
  expect((await read(path)).presentations[0]).toMatchObject({
    presentedOn: '2026-03-15',
    status: 'presented',
  });
  const refusal = { discrepancies: [{ code: 'other', description: 'Names' }], disposal: 'returning' };
  await world.done('issuing', `${first}/refusal`, { ...at('2026-03-04'), ...refusal });
  expect((await read(path)).presentations[0].refusal.refusedOn).toBe('2026-03-15');
  expect((await world.post('issuing', `${path}/expiry`, at('2026-03-15'))).status).toBe(403);
  expect(await world.refusal('operator', `${path}/expiry`, at('2026-03-16'))).toEqual([
    409,
    'credit-still-valid',
    undefined,
  ]);
});

it('tells what stands, and what is possible, with each conflict', async () => {
  const path = await issued();
  const { status, body } = await world.post('issuing', `${path}/closing`, at('2026-03-11'));
  expect([status, body]).toMatchObject([
    409,
    { code: 'illegal-step', currentState: 'issued', legalNow: (await read(path, 'issuing')).legalNow },
  ]);
  // By the day, not by what stands: the expiry is possible behind the last one.
  const { expiry } = (await read(path)).terms;
  for (const [day, isOver] of [
    [expiry.on, false],
    ['2027-12-31', true],
  ] as const) {
    itIs(day);
    expect((await read(path)).legalNow.includes('ExpireCredit')).toBe(isOver);
  }
  itIs('2026-03-15');
  const drawn = await world.post(
    'beneficiary',
    `${path}/presentations`,
    presentationOf({ amount: usd('1000.01') }),
  );
  expect([drawn.status, drawn.body]).toMatchObject([
    409,
    { code: 'credit-overdrawn', pointer: '/amount/amount', currentState: 'issued' },
  ]);
});

it('is cancelled by agreement, and the clock of each place dates what is done there', async () => {
  const path = await issued({ occurredAt: '2026-03-01T19:30:00Z' });
  const [event] = await world.log.readStream(`lc-${path.slice(1)}`);
  expect(event?.occurredAt).toBe('2026-03-02T00:30:00+05:00');
  await world.done('issuing', `${path}/cancellation`, at('2026-03-05'));
  await world.done('beneficiary', `${path}/cancellation`, at('2026-03-06'));
  expect(await read(path)).toMatchObject({ status: 'cancelled', legalNow: [] });
});

it('a bank declines to confirm, a beneficiary rejects, and a part of an amendment is none of it', async () => {
  const path = await issued();
  await world.done('confirming', `${path}/confirmation-refusal`, { ...at('2026-03-03'), reason: 'No line' });
  const changes = { partialShipments: false, transhipment: false };
  await world.done('issuing', `${path}/amendments`, { ...at('2026-03-04'), changes });
  await world.done('issuing', `${path}/amendments`, { ...at('2026-03-04'), changes });
  await world.done('beneficiary', `${path}/amendments/1/rejection`, at('2026-03-05'));
  const only = ['transhipment'];
  await world.done('beneficiary', `${path}/amendments/2/acceptance`, { ...at('2026-03-05'), only });
  const { amendments, terms } = await read(path);
  expect(amendments.map(({ status }: { status: string }) => status)).toEqual(['rejected', 'rejected']);
  expect(terms.transhipment).toBe(true);
});

describe('what nobody can issue', () => {
  it.each<[string, object, object, number, string, string]>([
    ['nothing', {}, { amount: usd('0') }, 422, 'amount-not-positive', '/terms/amount/amount'],
    [
      'a credit of nowhere',
      {},
      { expiry: { on: '2026-04-30', place: 'PKZZZ' } },
      422,
      'place-unknown',
      '/terms/expiry/place',
    ],
    [
      'papers of no kind',
      {},
      { documentsRequired: ['380', '999'] },
      422,
      'document-code-unknown',
      '/terms/documentsRequired/1',
    ],
    [
      'goods in no unit',
      {},
      { quantity: { quantity: '1', unit: 'XXX' } },
      422,
      'unit-unknown',
      '/terms/quantity/unit',
    ],
    [
      'a bank of nowhere',
      { advisingBank: { participantId: 'demo-bank', country: 'XX' } },
      {},
      422,
      'country-unknown',
      '/advisingBank/country',
    ],
    ['more than is asked for', { more: 1 }, {}, 422, 'content-invalid', '/more'],
    [
      'a credit of the year after next',
      { occurredAt: '2028-01-01T00:00:00Z' },
      {},
      422,
      'occurred-in-future',
      '/occurredAt',
    ],
    [
      'a credit of another bank',
      { issuingBank: { participantId: 'demo-bank-lahore', country: 'PK' } },
      {},
      403,
      'not-the-issuing-bank',
      '/issuingBank/participantId',
    ],
  ])('%s', async (_, change, terms, status, code, pointer) => {
    expect(await world.refusal('issuing', '', creditOf(change, terms))).toEqual([status, code, pointer]);
  });

  it('a second credit with a number of the bank, however that is written', async () => {
    await issued({ number: 'ILC 2026 once' });
    expect(await world.refusal('issuing', '', creditOf({ number: 'ilc  2026 ONCE' }))).toEqual([
      409,
      'letter-of-credit-number-used',
      '/number',
    ]);
  });
});

describe('access', () => {
  it('a credit is there for its parties and for operators, and for nobody else', async () => {
    const path = await issued({ margin: usd('100.00') });
    const unknown = await world.get('issuing', `/${randomUUID()}`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'letter-of-credit-unknown' } });
    for (const holder of ['other-bank', 'other-trader'] as const) {
      expect(await world.get(holder, path)).toEqual(unknown);
      expect((await world.get(holder, '')).body.items).toEqual([]);
    }
    expect(await world.refusal('other-bank', `${path}/advice`, at('2026-03-03'))).toEqual([
      404,
      'letter-of-credit-unknown',
      undefined,
    ]);
    expect((await world.get('customs', path)).status).toBe(403);
    const knows = ['issuing', 'applicant', 'operator'];
    for (const holder of [...knows, 'advising', 'nominated', 'confirming', 'beneficiary'] as Holder[]) {
      const { status, body } = await world.get(holder, path);
      expect([holder, status, 'margin' in body]).toEqual([holder, 200, knows.includes(holder)]);
    }
  });

  it.each<[Holder, string, object]>([
    ['issuing', 'advice', {}],
    ['advising', 'confirmation', {}],
    ['nominated', 'amendments', { changes: { transhipment: false } }],
    ['applicant', 'amendments/1/acceptance', {}],
    ['applicant', 'presentations', presentationOf()],
    ['nominated', 'presentations/1/examination', {}],
    ['advising', 'presentations/1/honour', {}],
    ['applicant', 'presentations/1/withdrawal', {}],
    ['applicant', 'presentations/1/forwarding', { to: 'demo-bank-almaty' }],
    ['confirming', 'presentations/1/forwarding', { to: 'demo-bank-almaty' }],
    ['beneficiary', 'presentations/1/waiver', {}],
    ['nominated', 'presentations/1/waiver', {}],
    ['confirming', 'presentations/1/reimbursement', {}],
    ['applicant', 'cancellation', {}],
    ['advising', 'closing', {}],
  ])('%s has no part in %s', async (holder, step, body) => {
    const path = await issued();
    await world.done('issuing', `${path}/amendments`, {
      ...at('2026-03-04'),
      changes: { transhipment: false },
    });
    await world.done('beneficiary', `${path}/presentations`, presentationOf());
    const asked = { ...at('2026-03-11'), ...body };
    expect(await world.refusal(holder, `${path}/${step}`, asked)).toEqual([403, 'not-your-part', undefined]);
  });

  it('what a credit has not, is not found', async () => {
    const path = await issued();
    for (const number of ['1', '0', 'x', '99999']) {
      expect(
        await world.refusal('issuing', `${path}/presentations/${number}/honour`, at('2026-03-11')),
      ).toEqual([404, 'presentation-unknown', undefined]);
      expect(
        await world.refusal('beneficiary', `${path}/amendments/${number}/rejection`, at('2026-03-11')),
      ).toEqual([404, 'amendment-unknown', undefined]);
    }
  });
});

it('answers a repeated request with the first answer, and one without a key with the presentation that is there', async () => {
  const path = await issued();
  const headers = { 'idempotency-key': 'present-once' };
  const first = await world.done('beneficiary', `${path}/presentations`, presentationOf(), headers);
  const second = await world.done(
    'beneficiary',
    `${path}/presentations`,
    presentationOf({
      documents: [paper('380', 'DM-18')],
      amount: usd('100.00'),
    }),
  );
  expect([first.presentation, second.presentation]).toEqual([1, 2]);
  expect(await world.done('beneficiary', `${path}/presentations`, presentationOf(), headers)).toEqual(first);
  expect(first).toMatchObject({ letterOfCreditId: path.slice(1), position: expect.any(Number) });
  expect(await world.done('beneficiary', `${path}/presentations`, presentationOf())).toEqual(first);
});

it('of two drawings at once that are too much together, one is made', async () => {
  const path = await issued();
  const answers = await Promise.all(
    ['DM-1', 'DM-2'].map((number) =>
      world.post(
        'beneficiary',
        `${path}/presentations`,
        presentationOf({ documents: [paper('380', number)] }),
      ),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await read(path)).drawn).toEqual(usd('600.00'));
});

it('lists what one has a part in, page by page, as it stands', async () => {
  const number = `LIST-${randomUUID().slice(0, 8)}`;
  const path = await issued({ number });
  await world.done('beneficiary', `${path}/presentations`, presentationOf());
  const { items } = await read(`?number=${number}`, 'beneficiary');
  expect(items).toEqual([
    {
      letterOfCreditId: path.slice(1),
      number,
      status: 'issued',
      applicant: APPLICANT.participantId,
      beneficiary: BENEFICIARY.participantId,
      issuingBank: 'demo-bank-almaty',
      amount: usd('1000.00'),
      available: usd('400.00'),
      expiresOn: '2026-04-30',
      presentations: 1,
      position: expect.any(Number),
      demo: false,
    },
  ]);
  const all = (await read('?limit=500')).items.map(
    ({ letterOfCreditId }: { letterOfCreditId: string }) => letterOfCreditId,
  );
  const paged: string[] = [];
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const page: { items: readonly { letterOfCreditId: string }[]; next?: string } = await read(
      `?limit=2&after=${after}`,
    );
    expect(page.items.length).toBeLessThanOrEqual(2);
    paged.push(...page.items.map(({ letterOfCreditId }) => letterOfCreditId));
    after = page.next;
  }
  expect(paged).toEqual(all);
  expect(paged).toContain(path.slice(1));
  const cancelled = await read('?status=cancelled');
  expect(cancelled.items.every(({ status }: { status: string }) => status === 'cancelled')).toBe(true);
});

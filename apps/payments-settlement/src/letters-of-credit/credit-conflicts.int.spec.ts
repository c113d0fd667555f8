import { at, CreditWorld, creditOf, type Holder, presentationOf, usd } from './credit-world.spec-kit.js';

let world: CreditWorld;
/** By the ledger's clock: a Tuesday. */
beforeAll(async () => {
  world = await CreditWorld.start(() => Date.parse('2026-03-10T12:00:00+05:00'));
});
afterAll(() => world.stop());

const issued = async (terms: object = {}): Promise<string> =>
  `/${(await world.done('issuing', '', creditOf({}, terms))).letterOfCreditId}`;
const legalFor = async (holder: Holder, path: string): Promise<string[]> =>
  (await world.get(holder, path)).body.legalNow;
const conflict = async (holder: Holder, path: string, body: object = at('2026-03-10')) => {
  const { status, body: problem } = await world.post(holder, path, body);
  const { code, currentState, legalNow, detail } = problem;
  return { status, code, currentState, legalNow, detail };
};

const ALL_AT_FIRST = [
  'AdviseCredit',
  'ConfirmCredit',
  'DeclineConfirmation',
  'ProposeAmendment',
  'PresentDocuments',
  'AgreeToCancellation',
];

describe('what is legal', () => {
  it.each<[Holder, readonly string[]]>([
    ['issuing', ['ProposeAmendment', 'AgreeToCancellation']],
    ['advising', ['AdviseCredit']],
    ['confirming', ['ConfirmCredit', 'DeclineConfirmation']],
    ['nominated', []],
    ['beneficiary', ['PresentDocuments', 'AgreeToCancellation']],
    ['applicant', []],
    ['operator', ALL_AT_FIRST],
  ])('of a credit that was issued is, for %s, what its part allows: %j', async (holder, legal) => {
    expect(await legalFor(holder, await issued())).toEqual(legal);
  });

  it('for a bank that confirmed is to agree to the end of the credit, too', async () => {
    const path = await issued();
    await world.done('confirming', `${path}/confirmation`, at('2026-03-03'));
    expect(await legalFor('confirming', path)).toEqual(['AgreeToCancellation']);
  });

  it('of a presentation is told to the bank that has it, to who made it and to who may waive', async () => {
    const path = await issued();
    await world.done(
      'beneficiary',
      `${path}/presentations`,
      presentationOf({ presentedTo: 'demo-bank-lahore' }),
    );
    const toForward = ['WithdrawPresentation', 'ForwardPresentation'];
    expect(await legalFor('nominated', path)).toEqual([
      'FindComplying',
      'RefusePresentation',
      'ForwardPresentation',
    ]);
    expect(await legalFor('beneficiary', path)).toEqual(['PresentDocuments', ...toForward]);
    expect(await legalFor('applicant', path)).toEqual(['WaiveDiscrepancies']);
    expect(await legalFor('issuing', path)).toEqual(['ProposeAmendment']);
  });

  it('in a conflict is the caller’s alone, too', async () => {
    const path = await issued();
    await world.done('advising', `${path}/advice`, at('2026-03-03'));
    const advised = { status: 409, code: 'illegal-step', currentState: 'advised' };
    expect(await conflict('advising', `${path}/advice`)).toMatchObject({ ...advised, legalNow: [] });
    expect(await conflict('issuing', `${path}/closing`)).toMatchObject({
      ...advised,
      legalNow: ['ProposeAmendment', 'AgreeToCancellation'],
    });
  });

  it('never is to negotiate for the bank that would buy its own undertaking', async () => {
    const path = await issued({ availableBy: 'negotiation' });
    await world.done('beneficiary', `${path}/presentations`, presentationOf());
    await world.done('issuing', `${path}/presentations/1/examination`, at('2026-03-10'));
    expect(await legalFor('nominated', path)).toEqual(['HonourPresentation', 'NegotiatePresentation']);
    expect(await legalFor('issuing', path)).toEqual(['ProposeAmendment', 'HonourPresentation']);
  });
});

describe('a conflict tells how what the command is on stands', () => {
  it('a presentation, by itself', async () => {
    const path = await issued();
    const [first, second] = [`${path}/presentations/1`, `${path}/presentations/2`];
    await world.done('beneficiary', `${path}/presentations`, presentationOf());
    await world.done('issuing', `${first}/examination`, at('2026-03-10'));
    expect(await conflict('issuing', `${first}/examination`)).toMatchObject({
      status: 409,
      code: 'illegal-step',
      currentState: 'complying',
      legalNow: ['HonourPresentation'],
    });
    expect(await conflict('beneficiary', `${first}/withdrawal`)).toMatchObject({
      currentState: 'complying',
      legalNow: [],
    });
    // Also where it is not the step that is refused: a paper that the credit asks for is not there.
    const short = presentationOf({ amount: usd('100.00'), documents: [{ ...invoice, typeCode: '271' }] });
    await world.done('beneficiary', `${path}/presentations`, short);
    expect(await conflict('issuing', `${second}/examination`)).toMatchObject({
      status: 409,
      code: 'presentation-discrepant',
      currentState: 'presented',
      legalNow: ['FindComplying', 'RefusePresentation'],
    });
  });

  it('an amendment, by itself', async () => {
    const path = await issued();
    const amending = { ...at('2026-03-04'), changes: { transhipment: false } };
    await world.done('issuing', `${path}/amendments`, amending);
    await world.done('beneficiary', `${path}/amendments/1/rejection`, at('2026-03-05'));
    expect(await conflict('beneficiary', `${path}/amendments/1/acceptance`)).toMatchObject({
      status: 409,
      code: 'illegal-step',
      currentState: 'rejected',
      legalNow: [],
    });
  });

  it('the credit, where that has ended', async () => {
    const path = await issued();
    await world.done('beneficiary', `${path}/presentations`, presentationOf());
    await world.done('beneficiary', `${path}/presentations/1/withdrawal`, at('2026-03-10'));
    await world.done('issuing', `${path}/cancellation`, at('2026-03-10'));
    await world.done('beneficiary', `${path}/cancellation`, at('2026-03-10'));
    expect(await conflict('issuing', `${path}/presentations/1/examination`)).toMatchObject({
      currentState: 'cancelled',
      legalNow: [],
    });
  });
});

it('a credit that cannot be closed says what can still be drawn', async () => {
  const path = await issued();
  const { detail } = await conflict('issuing', `${path}/closing`);
  expect(detail).toContain('1000.00 USD can still be drawn until 2026-04-30');
});

const invoice = presentationOf().documents[0];

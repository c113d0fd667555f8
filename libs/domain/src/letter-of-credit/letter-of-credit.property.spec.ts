import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  balanceOf,
  type CreditTerms,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  letterOfCredit,
} from '../index.js';
import {
  asking,
  balancesOf,
  CONFIRMER,
  credit,
  expiring,
  ISSUER,
  NOMINATED,
  on,
  paper,
  stateOf,
  terms,
  usd,
  weekdays,
} from './letter-of-credit.spec-kit.js';

const SEED = 20_260_302;
const cents = (minor: bigint) => usd(`${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`);
const banks = fc.constantFrom(ISSUER, ISSUER, NOMINATED, CONFIRMER);
/** Few, so that steps meet presentations and amendments that are there. */
const number = fc.constantFrom(1, 1, 1, 2, 2, 3);
const amount = fc.bigInt({ min: 1n, max: 70_000n }).map(cents);
const tolerance = fc.record({
  plusPercent: fc.constantFrom(0, 5, 10),
  minusPercent: fc.constantFrom(0, 10),
});

const paperOf = (typeCode: string, each: number) => ({
  ...paper(typeCode, `${each}`),
  sha256: `${typeCode}${each}`.padStart(64, '0'),
});
/** Of a drawing of its own, mostly; else an invoice, or what its goods go under, that another drawing may be on, too. */
const papers = fc
  .tuple(fc.nat({ max: 1_000_000 }), fc.constantFrom('380', '730', '380', '', ''))
  .map(([each, again]) => ['380', '730'].map((code) => paperOf(code, code === again ? 0 : each)));

const changes = fc.record(
  {
    amount: fc.bigInt({ min: 30_000n, max: 150_000n }).map(cents),
    tolerance,
    expiry: fc.constantFrom('2026-04-15', '2026-06-30').map((day) => ({ on: day, place: 'PKKHI' })),
    partialShipments: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** A step, and how many days behind the one before it is taken. */
const step = fc.record({ waited: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 8, 20), ask: askedStep() });

function askedStep(): fc.Arbitrary<(at: string) => LetterOfCreditCommand> {
  const asked = <Data>(data: fc.Arbitrary<Data>, type: LetterOfCreditCommand['type']) =>
    data.map((drawn) => (at: string) => asking(type, drawn as never, at));
  const on = fc.record({ presentation: number });
  const by = fc.record({ presentation: number, bank: banks });
  return fc.oneof(
    { arbitrary: asked(fc.constant({ bank: 'demo-bank-quetta' }), 'AdviseCredit'), weight: 1 },
    { arbitrary: asked(fc.constant({ bank: CONFIRMER }), 'ConfirmCredit'), weight: 3 },
    { arbitrary: asked(fc.record({ changes }), 'ProposeAmendment'), weight: 5 },
    {
      arbitrary: asked(
        fc.record({ amendment: number, bank: fc.constant(CONFIRMER), confirmationExtended: fc.boolean() }),
        'AdviseAmendment',
      ),
      weight: 3,
    },
    { arbitrary: asked(fc.record({ amendment: number }), 'AcceptAmendment'), weight: 5 },
    { arbitrary: asked(fc.record({ amendment: number }), 'RejectAmendment'), weight: 1 },
    {
      arbitrary: asked(
        fc.record({
          presentedTo: banks,
          amount,
          shippedOn: fc.constantFrom('2026-03-05', '2026-03-20', '2026-03-20', '2026-04-12'),
          documents: papers,
          calendars: fc.constant(weekdays),
        }),
        'PresentDocuments',
      ),
      weight: 8,
    },
    {
      arbitrary: asked(
        fc.record({ presentation: number, bank: banks, calendars: fc.constant(weekdays) }),
        'FindComplying',
      ),
      weight: 8,
    },
    { arbitrary: asked(on, 'DeemComplying'), weight: 3 },
    {
      arbitrary: asked(
        fc.record({
          presentation: number,
          bank: banks,
          discrepancies: fc.constant([{ code: 'other', description: 'x' }]),
          disposal: fc.constant('returning'),
        }),
        'RefusePresentation',
      ),
      weight: 4,
    },
    { arbitrary: asked(on, 'WithdrawPresentation'), weight: 2 },
    {
      arbitrary: asked(
        fc.record({
          presentation: number,
          to: fc.constantFrom(ISSUER, ISSUER, CONFIRMER),
          calendars: fc.constant(weekdays),
        }),
        'ForwardPresentation',
      ),
      weight: 3,
    },
    { arbitrary: asked(on, 'WaiveDiscrepancies'), weight: 4 },
    { arbitrary: asked(on, 'AgreeToWaiver'), weight: 3 },
    { arbitrary: asked(by, 'AcceptDraft'), weight: 5 },
    { arbitrary: asked(by, 'HonourPresentation'), weight: 8 },
    { arbitrary: asked(by, 'NegotiatePresentation'), weight: 12 },
    { arbitrary: asked(on, 'ReimburseBank'), weight: 6 },
    { arbitrary: fc.constant((day: string) => expiring(day)), weight: 3 },
    {
      arbitrary: asked(
        fc.record({ by: fc.constantFrom('issuing-bank', 'confirming-bank', 'beneficiary') }),
        'AgreeToCancellation',
      ),
      weight: 4,
    },
    { arbitrary: asked(fc.constant({}), 'CloseCredit'), weight: 5 },
  );
}

const availability: fc.Arbitrary<Partial<CreditTerms>> = fc.constantFrom(
  { availableBy: 'sight-payment' as const },
  { availableBy: 'negotiation' as const },
  { availableBy: 'deferred-payment' as const, tenor: { days: 30, from: 'sight' as const } },
  { availableBy: 'acceptance' as const, tenor: { days: 30, from: 'acceptance' as const } },
);
const issue = fc.record({
  margin: fc.option(fc.bigInt({ min: 1n, max: 100_000n }).map(cents), { nil: undefined }),
  of: fc
    .tuple(availability, fc.option(tolerance, { nil: undefined }), fc.boolean())
    .map(([available, told, partialShipments]) => ({
      ...terms,
      ...available,
      ...(told && { tolerance: told }),
      partialShipments,
      consignmentIds: [],
    })),
});

const dayBehind = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Appends what a command leads to; says the code of its refusal otherwise. */
function take(history: LetterOfCreditEvent[], command: LetterOfCreditCommand): string {
  try {
    const events = letterOfCredit.decide(command, fold(letterOfCredit, history));
    history.push(...events);
    return events.length > 0 ? command.type : 'nothing';
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return error.code;
  }
}

/** What a credit pays and may pay at most, by its events alone: a second way beside the state. */
function drawingsOf(history: readonly LetterOfCreditEvent[]): {
  readonly paid: bigint;
  readonly most: bigint;
} {
  const minor = (text: string) => BigInt(text.replace('.', ''));
  let most = 0n;
  let paid = 0n;
  for (const { type, data } of history) {
    if (type === 'LetterOfCreditIssued') most = minor(data.undertaking.amount);
    if (type === 'CreditAmendmentAccepted') {
      const whole = minor(data.terms.amount.amount);
      most = whole + (whole * BigInt(data.terms.tolerance?.plusPercent ?? 0)) / 100n;
    }
    if (type === 'PresentationHonoured' || type === 'PresentationNegotiated')
      paid += minor(data.amount.amount);
  }
  return { paid, most };
}

/** Papers that more than one presentation binds a bank by, and not by its silence. */
function paidTwice(history: readonly LetterOfCreditEvent[]): readonly string[] {
  const bound = stateOf(history).presentations.filter(({ basis }) => basis && basis !== 'precluded');
  const files = bound.flatMap(({ made }) => made.documents.map(({ sha256 }) => sha256));
  return files.filter((file, at) => files.indexOf(file) < at);
}

const marginIn = (history: readonly LetterOfCreditEvent[]) =>
  -(balancesOf(history)[`lc-margin ${ISSUER}`] ?? 0n);

/** Steps on which a margin could be put up by nobody: the bank is bound to more than before, and what the applicant put up is back. */
function waysBehind(history: readonly LetterOfCreditEvent[], left: bigint, putUp: bigint): readonly string[] {
  const last = history.at(-1);
  if (!last || !('postings' in last.data)) return [];
  const grows = last.data.postings.some(
    ({ account, of, side }) => account === 'guarantee' && of === ISSUER && side === 'credit',
  );
  if (!grows || left === putUp) return [];
  return [`margin given back, and more undertaken by ${last.type}`];
}

/** Takes whatever is left of a life to its end: nothing pending, and expired. */
function end(history: LetterOfCreditEvent[], from: string): void {
  // Behind the last expiry and every maturity that can be drawn.
  const late = dayBehind(from, 400);
  for (let presentation = 1; presentation <= stateOf(history).presentations.length; presentation += 1) {
    for (const [type, data] of [
      ['DeemComplying', { presentation }],
      // What lies at a bank that is not bound, its presenter takes back.
      ['WithdrawPresentation', { presentation }],
      ['AcceptDraft', { presentation, bank: ISSUER }],
    ] as const) {
      take(history, asking(type, data as never, late));
    }
    take(history, asking('HonourPresentation', { presentation, bank: ISSUER }, dayBehind(late, 40)));
    take(history, asking('ReimburseBank', { presentation }, dayBehind(late, 40)));
  }
  take(history, expiring(dayBehind(late, 41)));
}

it('whatever is asked of it, a credit is never overdrawn, every event balances, and its end leaves no account open', () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(issue, fc.array(step, { minLength: 20, maxLength: 60 }), ({ margin, of }, steps) => {
      const history: LetterOfCreditEvent[] = [];
      const data = { ...credit, terms: of, ...(margin && { margin }) };
      take(history, { type: 'IssueCredit', occurredAt: on('2026-03-02'), data });
      let day = '2026-03-03';
      let held = marginIn(history);
      const putUp = held;
      for (const { waited, ask } of steps) {
        day = dayBehind(day, waited);
        const outcome = take(history, ask(day));
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        // What was refused, or said nothing new, left everything as it was.
        if (outcome !== ask(day).type) continue;
        const { paid, most } = drawingsOf(history);
        expect(paid <= most).toBe(true);
        expect(paidTwice(history)).toEqual([]);
        // A bank confirms once, and is bound from then on.
        const confirmations = history.filter(({ type }) => type === 'LetterOfCreditConfirmed').length;
        expect(confirmations).toBeLessThanOrEqual(1);
        expect(stateOf(history).confirmed > 0n).toBe(confirmations === 1);
        const balances = balancesOf(history);
        for (const bank of [ISSUER, CONFIRMER]) {
          // An undertaking is owed, or there is none: never the other way round.
          expect((balances[`guarantee ${bank}`] ?? 0n) <= 0n).toBe(true);
        }
        // The margin only ever falls, from what the applicant put up.
        const left = marginIn(history);
        expect(left >= 0n && left <= held).toBe(true);
        held = left;
        for (const way of putUp > 0n ? waysBehind(history, left, putUp) : []) {
          outcomes.set(way, (outcomes.get(way) ?? 0) + 1);
        }
      }
      end(history, day);
      for (const { data } of history) {
        if (!('postings' in data)) continue;
        expect([...balanceOf(data.postings).values()].every((minor) => minor === 0n)).toBe(true);
      }
      expect(Object.values(balancesOf(history)).every((minor) => minor === 0n)).toBe(true);
      const { status } = stateOf(history);
      expect(['expired', 'cancelled', 'closed']).toContain(status);
      outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
    }),
    { seed: SEED, numRuns: 500 },
  );
  // Each way was gone: a property that never met a bound would say nothing.
  for (const way of [
    'ConfirmCredit',
    'AdviseAmendment',
    'AcceptAmendment',
    'PresentDocuments',
    'FindComplying',
    'DeemComplying',
    'RefusePresentation',
    'WithdrawPresentation',
    'ForwardPresentation',
    'AgreeToWaiver',
    'AcceptDraft',
    'HonourPresentation',
    'NegotiatePresentation',
    'ReimburseBank',
    'credit-overdrawn',
    'presentation-discrepant',
    'document-presented-twice',
    'margin given back, and more undertaken by CreditAmendmentProposed',
    'margin given back, and more undertaken by PresentationComplied',
    'notice-too-late',
    'amendment-below-drawings',
    'not-matured',
    'not-the-banks-part',
    'cancelled',
    'closed',
    'expired',
  ]) {
    expect([way, (outcomes.get(way) ?? 0) > 0]).toEqual([way, true]);
  }
});

import { currentVersionOf, validateEventData } from '@corridor/contracts';
import { fold, Rejection, toMoney } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type DeclarationCommand,
  type DeclarationEvent,
  type DeclarationState,
  declaration,
  type GoodsLine,
} from '../index.js';

const SEED = 20_261_125;
const RUNS = 400;
const declarationId = '0191d8a0-0000-7000-8000-0000000000d1';
const kzt = (amount: number) => ({ amount: `${amount}.00`, currency: 'KZT' });
const towels: GoodsLine = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: kzt(750_000),
};
const lodgement = {
  declarationId,
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
  declarationNumber: '55301/020326/0000017',
  customsOffice: 'KZALA',
  reporter: 'KZ',
  acceptedOn: '2026-03-02',
  exporter: 'demo-mills',
  importer: 'demo-stores',
  countryOfConsignment: 'PK',
  countryOfDestination: 'KZ',
  procedure: { requested: '40', previous: '00' },
  hsEdition: '2022',
  incoterm: { rule: 'DAP', place: 'Almaty' },
  charges: { freight: kzt(0), insurance: kzt(0) },
  lines: [towels],
} as const;

const at = fc.integer({ min: 10, max: 20 }).map((hour) => `2026-03-02T${hour}:00:00+05:00`);
const code = fc.constantFrom('380', '271', '861');
const id = fc.integer({ min: 1, max: 3 }).map((number) => `0191d8a0-0000-7000-8000-00000000000${number}`);
const amount = fc.integer({ min: 1, max: 900 });
const asking = (
  type: DeclarationCommand['type'],
  data: fc.Arbitrary<object>,
): fc.Arbitrary<DeclarationCommand> =>
  fc
    .tuple(at, data)
    .map(
      ([occurredAt, more]) => ({ type, occurredAt, data: { declarationId, ...more } }) as DeclarationCommand,
    );

const anyCommand = fc.oneof(
  {
    weight: 1,
    arbitrary: asking(
      'LodgeDeclaration',
      fc.constantFrom('export', 'import').map((flow) => ({ ...lodgement, flow })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'RequestDocuments',
      fc.array(code, { minLength: 1, maxLength: 3 }).map((typeCodes) => ({ typeCodes, note: 'x' })),
    ),
  },
  {
    weight: 3,
    arbitrary: asking(
      'ProvideDocuments',
      fc.tuple(id, code).map(([documentId, typeCode]) => ({ documents: [{ documentId, typeCode }] })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'RecordInspection',
      id.map((inspectionId) => ({ inspectionId, kind: 'scan', result: 'conforming', note: 'x' })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'PlaceHold',
      id.map((holdId) => ({ holdId, reason: 'documents', note: 'x' })),
    ),
  },
  {
    weight: 3,
    arbitrary: asking(
      'ReleaseHold',
      id.map((holdId) => ({ holdId })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'AssessDuty',
      fc.tuple(amount, amount).map(([one, two]) => ({
        duties: [
          { kind: 'fee', amount: kzt(one) },
          { kind: 'excise', amount: kzt(two) },
        ],
        dueOn: '2026-03-12',
      })),
    ),
  },
  {
    weight: 3,
    arbitrary: asking(
      'PayDuty',
      fc
        .tuple(id, amount)
        .map(([paymentReference, paid]) => ({ paymentReference, amount: kzt(paid), paidOn: '2026-03-02' })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'RefundDuty',
      fc.tuple(id, amount).map(([refundReference, refunded]) => ({
        refundReference,
        reason: 'overcharged',
        amount: kzt(refunded),
        refundedOn: '2026-03-02',
      })),
    ),
  },
  {
    weight: 1,
    arbitrary: asking(
      'WithdrawDutyRefund',
      id.map((refundReference) => ({ refundReference, reason: 'x' })),
    ),
  },
  {
    weight: 3,
    arbitrary: asking(
      'ClearDeclaration',
      fc.constant({ exchangeRate: { usdPerUnit: '0.002', date: '2026-03-02', source: 'x' } }),
    ),
  },
  { weight: 2, arbitrary: asking('ReleaseGoods', fc.constant({})) },
  { weight: 2, arbitrary: asking('InvalidateDeclaration', fc.constant({ reason: 'x' })) },
  { weight: 1, arbitrary: asking('RefuseDeclaration', fc.constant({ reason: 'documents', note: 'x' })) },
  { weight: 1, arbitrary: asking('ReexportGoods', fc.constant({ location: 'KZKOR' })) },
  {
    weight: 1,
    arbitrary: asking(
      'AmendDeclaration',
      amount.map((value) => ({
        reason: 'x',
        lines: [{ ...towels, value: kzt(value) }],
        charges: lodgement.charges,
      })),
    ),
  },
);
const lodge = asking(
  'LodgeDeclaration',
  fc.constantFrom('export', 'import').map((flow) => ({ ...lodgement, flow })),
);
const life = fc
  .tuple(lodge, fc.array(anyCommand, { maxLength: 40, size: 'max' }))
  .map(([first, more]) => [first, ...more]);

function decided(
  asked: DeclarationCommand,
  state: DeclarationState,
): readonly DeclarationEvent[] | undefined {
  try {
    return declaration.decide(asked, state);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

it('no sequence of commands releases goods before they are cleared, or clears what is held, lacks papers or owes duty', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(life, (commands) => {
      const history: DeclarationEvent[] = [];
      let state = declaration.initialState;
      for (const asked of commands) {
        const before = JSON.stringify(state);
        const events = decided(asked, state);
        // Deciding changes nothing, and is the same each time.
        expect(decided(asked, state)).toEqual(events);
        expect(JSON.stringify(state)).toBe(before);
        for (const happened of events ?? []) {
          if (happened.type === 'DeclarationCleared') expectClearable(history);
          if (isOfRefund(happened)) expectPaid([...history, happened]);
          if (happened.type === 'DeclarationInvalidated') {
            // Of an export that counted, what counted last; and nothing is told of it any more.
            const counted = history.flatMap((one) =>
              one.type === 'DeclarationCleared' || one.type === 'DeclarationAmended' ? [one.data.lines] : [],
            );
            expect([happened.data.flow, happened.data.replaced]).toEqual(['export', counted.at(-1)]);
          }
          // What was paid for it may be given back, and nothing else.
          if (!isOfRefund(happened))
            expect(history.some(({ type }) => type === 'DeclarationInvalidated')).toBe(false);
          if (happened.type === 'GoodsReleased') {
            expect(history.some(({ type }) => type === 'DeclarationCleared')).toBe(true);
          }
          seen.set(happened.type, (seen.get(happened.type) ?? 0) + 1);
          const data = JSON.parse(JSON.stringify(happened.data));
          expect(validateEventData(happened.type, currentVersionOf(happened.type), data)).toEqual(data);
          history.push(happened);
          state = declaration.evolve(state, happened);
        }
      }
      expect(fold(declaration, JSON.parse(JSON.stringify(history)) as DeclarationEvent[])).toEqual(state);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  // Each of them was met, so that the property could fail.
  for (const type of [
    'DeclarationCleared',
    'DeclarationInvalidated',
    'GoodsReleased',
    'HoldReleased',
    'DocumentsProvided',
    'DutyPaid',
  ])
    expect(seen.get(type) ?? 0).toBeGreaterThan(RUNS / 25);
});

it('never gives more back than was paid, in whichever order it is asked to, or withdrawn', () => {
  const occurredAt = '2026-03-02T20:00:00+05:00';
  const sums = (reference: string, more: object, type: DeclarationCommand['type']) =>
    fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 500 })).map(([number, value]) => ({
      type,
      data: { declarationId, [reference]: `${number}`, amount: kzt(value), ...more },
    }));
  const payment = sums('paymentReference', { paidOn: '2026-03-02' }, 'PayDuty');
  const refund = sums('refundReference', { reason: 'overcharged', refundedOn: '2026-03-02' }, 'RefundDuty');
  const withdrawal = fc.integer({ min: 1, max: 4 }).map((number) => ({
    type: 'WithdrawDutyRefund' as const,
    data: { declarationId, refundReference: `${number}`, reason: 'x' },
  }));
  const met = { DutyRefunded: 0, DutyRefundWithdrawn: 0 };
  fc.assert(
    fc.property(
      fc.array(payment, { maxLength: 8 }),
      fc.array(fc.oneof(refund, withdrawal), { maxLength: 16 }),
      (payments, asked) => {
        const begun = [
          { type: 'LodgeDeclaration', data: { ...lodgement, flow: 'import' } },
          {
            type: 'AssessDuty',
            data: { declarationId, duties: [{ kind: 'fee', amount: kzt(900) }], dueOn: '2026-03-12' },
          },
        ];
        const refusal = {
          type: 'RefuseDeclaration',
          data: { declarationId, reason: 'documents', note: 'x' },
        };
        const history: DeclarationEvent[] = [];
        for (const step of [...begun, ...payments, refusal, ...asked]) {
          const command = { occurredAt, ...step } as unknown as DeclarationCommand;
          for (const happened of decided(command, fold(declaration, history)) ?? []) {
            history.push(happened);
            if (!isOfRefund(happened)) continue;
            expectPaid(history);
            met[happened.type] += 1;
          }
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
  expect(Math.min(...Object.values(met))).toBeGreaterThan(RUNS / 4);
});

type OfRefund = Extract<DeclarationEvent, { type: 'DutyRefunded' | 'DutyRefundWithdrawn' }>;
function isOfRefund(event: DeclarationEvent): event is OfRefund {
  return event.type === 'DutyRefunded' || event.type === 'DutyRefundWithdrawn';
}

/** What was given back was paid, no reference stands twice, and what was told last tells what was paid and is not given back. */
function expectPaid(history: readonly DeclarationEvent[]): void {
  let left = 0n;
  const standing = new Map<string, bigint>();
  for (const { type, data } of history) {
    if (type === 'DutyPaid') left += toMoney(data.amount).minor;
    if (type === 'DutyRefunded') {
      expect(standing.has(data.refundReference)).toBe(false);
      standing.set(data.refundReference, toMoney(data.amount).minor);
      left -= toMoney(data.amount).minor;
    }
    if (type === 'DutyRefundWithdrawn') {
      expect(standing.get(data.refundReference)).toBe(toMoney(data.amount).minor);
      standing.delete(data.refundReference);
      left += toMoney(data.amount).minor;
    }
    expect(left >= 0n).toBe(true);
  }
  const last = history.at(-1);
  expect(last && isOfRefund(last) && toMoney(last.data.refundable).minor).toBe(left);
}

/** Told from the events alone, without the decider's state. */
function expectClearable(history: readonly DeclarationEvent[]): void {
  const held = new Set<string>();
  const waitedFor = new Set<string>();
  let owed = 0n;
  for (const { type, data } of history) {
    if (type === 'HoldPlaced') held.add(data.holdId);
    if (type === 'HoldReleased') held.delete(data.holdId);
    if (type === 'DocumentsRequested') for (const one of data.typeCodes) waitedFor.add(one);
    if (type === 'DocumentsProvided') for (const { typeCode } of data.documents) waitedFor.delete(typeCode);
    if (type === 'DutyAssessed')
      owed = data.duties.reduce((total, duty) => total + toMoney(duty.amount).minor, 0n);
    if (type === 'DutyPaid') owed -= toMoney(data.amount).minor;
    expect(owed >= 0n).toBe(true);
  }
  expect([held.size, waitedFor.size, owed]).toEqual([0, 0, 0n]);
}

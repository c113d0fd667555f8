import { currentVersionOf, validateEventData } from '@corridor/contracts';
import { fold, Rejection, toMoney } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type CommitmentCommand,
  type CommitmentEvent,
  type CommitmentState,
  commitment,
  legalForCommitment,
} from '../../index.js';
import {
  announcing,
  command,
  idOf,
  pkr,
  rupee,
  saleContract,
  sha256,
  tannery,
  textiles,
  usd,
} from './commitment.spec-kit.js';

const SEED = 20_261_126;

const amount = fc.constantFrom('10000000.00', '20000000.00', '30000000.00').map(usd);
const day = fc.constantFrom('2026-05-01', '2027-06-30', '2027-07-01', '2028-01-01');
const few = (from: number) => fc.integer({ min: from, max: from + 1 }).map(idOf);
const who = fc.constantFrom('demo-council', 'demo-leather', 'demo-other');
const paper = fc.constantFrom('a', 'b', 'c').map((digit) => ({ title: 'Paper', sha256: sha256(digit) }));

/** What undoes something comes often enough that there is something to undo. */
const step: fc.Arbitrary<CommitmentCommand> = fc.oneof(
  fc.tuple(fc.constantFrom(textiles, tannery), amount, day).map(([terms, value, dueOn]) =>
    command('ReviseCommitment', {
      terms: { ...terms, ...(terms === textiles && { value }), dueOn },
      reason: 'x',
      source: 'x',
    }),
  ),
  fc
    .constantFrom(rupee, { ...rupee, currency: 'KZT', usdPerUnit: '0.002' })
    .map((rate) => command('TellCommitmentRate', { rate })),
  fc
    .tuple(few(2), amount)
    .map(([contractId, value]) =>
      command('ContractCommitment', { contract: { ...saleContract, contractId, value } }),
    ),
  few(2).map((contractId) => command('ReleaseCommitmentContract', { contractId, reason: 'x' })),
  day.map((on) => command('LapseCommitment', { on })),
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('FulfilCommitment' as const, 'ReopenCommitment' as const),
        amount,
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([type, deliveredUsd, asOf]) => command(type, { deliveredUsd, asOf })),
  },
  fc
    .tuple(
      few(5),
      who,
      paper,
      fc.constantFrom(
        { kind: 'jobs' as const, jobs: 6 },
        {
          kind: 'investment' as const,
          amount: pkr('600.00'),
        },
      ),
    )
    .map(([realisationId, reportedBy, evidence, what]) =>
      command('ReportRealisation', {
        realisationId,
        ...what,
        reachedOn: '2026-02-04',
        reportedBy,
        evidence,
        note: 'x',
      }),
    ),
  {
    weight: 3,
    arbitrary: fc
      .tuple(few(5), who)
      .map(([realisationId, verifiedBy]) =>
        command('VerifyRealisation', { realisationId, verifiedBy, note: 'x' }),
      ),
  },
  fc
    .tuple(few(5), who)
    .map(([realisationId, rejectedBy]) =>
      command('RejectRealisation', { realisationId, rejectedBy, reason: 'x' }),
    ),
  {
    weight: 3,
    arbitrary: fc
      .tuple(few(5), who)
      .map(([realisationId, revokedBy]) =>
        command('RevokeRealisation', { realisationId, revokedBy, reason: 'x' }),
      ),
  },
);

/** Seldom its end, behind which little is left to say. */
const anyCommand: fc.Arbitrary<CommitmentCommand> = fc.oneof(
  { weight: 40, arbitrary: step },
  { weight: 1, arbitrary: fc.constant(announcing(textiles)) },
  { weight: 1, arbitrary: fc.constant(command('WithdrawCommitment', { reason: 'x', source: 'x' })) },
);

/** What follows a history, or the code of the refusal. */
function outcome(asked: CommitmentCommand, state: CommitmentState): readonly CommitmentEvent[] | string {
  try {
    return commitment.decide(asked, state);
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

it('whatever is told of it, what is legal is exact, events keep to their contracts, and nobody verifies himself', () => {
  const met = new Map<string, number>();
  const commands = fc
    .tuple(fc.constantFrom(textiles, tannery), fc.array(anyCommand, { minLength: 10, maxLength: 40 }))
    .map(([terms, rest]) => [announcing(terms), ...rest]);
  fc.assert(
    fc.property(commands, (asked) => {
      const history: CommitmentEvent[] = [];
      for (const each of asked) {
        const state = fold(commitment, history);
        const legal = legalForCommitment(state);
        const after = outcome(each, state);
        if (after === 'illegal-step' && !/Realisation/.test(each.type))
          expect(legal).not.toContain(each.type);
        if (typeof after === 'string') {
          met.set(after, (met.get(after) ?? 0) + 1);
          continue;
        }
        if (after.length > 0) expect(legal).toContain(each.type);
        for (const event of after) {
          validateEventData(event.type, currentVersionOf(event.type), event.data);
          met.set(event.type, (met.get(event.type) ?? 0) + 1);
        }
        history.push(...after);
        // Told again at once, it says nothing new.
        if (each.type !== 'AnnounceCommitment' && each.type !== 'ReportRealisation') {
          expect(outcome(each, fold(commitment, history))).toEqual([]);
        }
      }
      const state = fold(commitment, history);
      if (state.status === 'unknown') throw new Error('nothing was announced');
      checkInvariants(state, history);
    }),
    { seed: SEED, numRuns: 300 },
  );
  for (const type of [
    'CommitmentRevised',
    'CommitmentContracted',
    'CommitmentContractReleased',
    'CommitmentWithdrawn',
    'CommitmentLapsed',
    'CommitmentFulfilled',
    'CommitmentReopened',
    'RealisationVerified',
    'RealisationRejected',
    'RealisationRevoked',
    'not-a-second-party',
    'evidence-used',
  ]) {
    expect([type, (met.get(type) ?? 0) > 10]).toEqual([type, true]);
  }
});

function checkInvariants(
  state: Exclude<CommitmentState, { status: 'unknown' }>,
  history: readonly CommitmentEvent[],
): void {
  const { terms, contracts, realisations } = state;
  if (terms.kind === 'investment-pledge') expect(contracts).toEqual([]);
  expect(new Set(contracts.map(({ contractId }) => contractId)).size).toBe(contracts.length);
  if (state.status === 'contracted') expect(contracts.length).toBeGreaterThan(0);
  if (state.status === 'announced' || state.status === 'withdrawn') expect(contracts).toEqual([]);
  for (const event of history) {
    const by = lookedAtBy(event);
    if (by === undefined || !('realisationId' in event.data)) continue;
    const { realisationId: id } = event.data;
    const report = realisations.find(({ realisationId }) => realisationId === id);
    expect(by).not.toBe(report?.reportedBy);
    expect(terms.parties.map(({ participantId }) => participantId)).not.toContain(by);
  }
  // However it came to be fulfilled: it is so no longer than it is verified.
  if (state.status === 'fulfilled' && terms.kind === 'investment-pledge') {
    const verified = realisations.filter(({ status }) => status === 'verified');
    const cents = verified.reduce(
      (sum, each) => sum + (each.amountUsd ? toMoney(each.amountUsd).minor : 0n),
      0n,
    );
    // 1,000 rupees at 0.0036, and ten jobs.
    expect(cents).toBeGreaterThanOrEqual(360n);
    expect(verified.reduce((sum, { jobs = 0 }) => sum + jobs, 0)).toBeGreaterThanOrEqual(10);
  }
}

function lookedAtBy(event: CommitmentEvent): string | undefined {
  switch (event.type) {
    case 'RealisationVerified':
      return event.data.verifiedBy;
    case 'RealisationRejected':
      return event.data.rejectedBy;
    case 'RealisationRevoked':
      return event.data.revokedBy;
    default:
      return undefined;
  }
}

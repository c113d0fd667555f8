import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  daysBetween,
  type KnownVisa,
  legalForVisa,
  type VisaCommand,
  type VisaEvent,
  type VisaState,
  visa,
} from '../../index.js';

const SEED = 20_261_126;
const visaId = 'v';

const commandData: fc.Arbitrary<Pick<VisaCommand, 'type' | 'data'>> = fc.oneof(
  fc.constant({
    type: 'RequestVisaInvitation' as const,
    data: {
      visaId,
      subjectId: 's',
      firm: 'f',
      purpose: 'negotiation' as const,
      nationality: 'PK',
      destination: 'KZ',
      intendedFrom: '2026-03-10',
      intendedUntil: '2026-03-20',
    },
  }),
  fc.constantFrom('1', '2').map((invitationNumber) => ({
    type: 'IssueVisaInvitation' as const,
    data: { visaId, invitationNumber, issuedOn: '2026-03-01' },
  })),
  fc
    .constantFrom('firm' as const, 'dates' as const)
    .map((reason) => ({ type: 'DeclineVisaInvitation' as const, data: { visaId, reason } })),
  fc
    .constantFrom('c', 'd')
    .map((consulate) => ({ type: 'SubmitVisa' as const, data: { visaId, consulate, place: 'PKISB' } })),
  fc
    .integer({ min: 1, max: 28 })
    .map((n) => `2026-03-${String(n).padStart(2, '0')}`)
    .map((submittedOn) => ({ type: 'CorrectVisaSubmission' as const, data: { visaId, submittedOn } })),
  fc
    .uniqueArray(fc.constantFrom('insurance' as const, 'employment' as const), { minLength: 1 })
    .map((documents) => ({ type: 'RequestVisaDocuments' as const, data: { visaId, documents } })),
  fc.constant({ type: 'SupplyVisaDocuments' as const, data: { visaId } }),
  fc.constantFrom('single' as const, 'multiple' as const).map((entries) => ({
    type: 'GrantVisa' as const,
    data: { visaId, validFrom: '2026-04-01', validUntil: '2026-06-30', entries },
  })),
  fc
    .constantFrom('security' as const, 'documents' as const)
    .map((reason) => ({ type: 'RefuseVisa' as const, data: { visaId, reason } })),
  fc.constant({ type: 'WithdrawVisa' as const, data: { visaId } }),
);

const day = fc.integer({ min: 1, max: 28 });
const command = fc.tuple(commandData, day).map(([asked, n]) => {
  const on = `2026-03-${String(n).padStart(2, '0')}`;
  // As it was issued on the day on which it is told.
  const data = asked.type === 'IssueVisaInvitation' ? { ...asked.data, issuedOn: on } : asked.data;
  return { ...asked, data, occurredAt: `${on}T10:00:00+05:00` } as VisaCommand;
});
const commands = fc.array(command, { maxLength: 60 });

/** All states that a history of commands goes through, and what it told; those that were refused left out. */
function lived(asked: readonly VisaCommand[]) {
  const states: VisaState[] = [visa.initialState];
  const events: VisaEvent[] = [];
  for (const one of asked) {
    const before = states.at(-1) ?? visa.initialState;
    try {
      const told = visa.decide(one, before);
      events.push(...told);
      states.push(told.reduce(visa.evolve, before));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return { states, events };
}
const isKnown = (state: VisaState): state is KnownVisa => state.status !== 'unknown';

it('legalNow is exact: what is not in it tells nothing new, and what is in it is never an illegal step', () => {
  fc.assert(
    fc.property(commands, command, (history, next) => {
      const state = lived(history).states.at(-1) ?? visa.initialState;
      const legal = legalForVisa(state).includes(next.type);
      let told: readonly VisaEvent[] = [];
      let code: string | undefined;
      try {
        told = visa.decide(next, state);
      } catch (error) {
        code = (error as Rejection).code;
      }
      if (legal) expect(code).not.toBe('illegal-step');
      else expect([told, code === undefined || code === 'illegal-step']).toEqual([[], true]);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

it('a command that was taken leads to nothing new when it comes again at once', () => {
  fc.assert(
    fc.property(commands, command, (history, next) => {
      const state = lived(history).states.at(-1) ?? visa.initialState;
      // Whoever asks again for an invitation asks for another one, under an id of its own.
      if (next.type === 'RequestVisaInvitation') return;
      let after: VisaState;
      try {
        after = visa.decide(next, state).reduce(visa.evolve, state);
      } catch {
        return;
      }
      expect(visa.decide(next, after)).toEqual([]);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

it('is decided at most once, behind an invitation and a submission, and never in fewer than 0 days', () => {
  fc.assert(
    fc.property(commands, (history) => {
      const { states, events } = lived(history);
      const types = events.map(({ type }) => type);
      const decisions = events.filter(({ type }) => type === 'VisaGranted' || type === 'VisaRefused');
      expect(decisions.length).toBeLessThanOrEqual(1);
      for (const once of [
        'VisaInvitationRequested',
        'VisaInvitationIssued',
        'VisaSubmitted',
        'VisaWithdrawn',
      ]) {
        expect(types.filter((type) => type === once).length).toBeLessThanOrEqual(1);
      }
      for (const state of states.filter(isKnown)) {
        const { submission, invitation, granted, refused, status, documentsAwaited } = state;
        const decision = granted ?? refused;
        expect(status === 'granted').toBe(granted !== undefined);
        expect(status === 'refused').toBe(refused !== undefined);
        expect(documentsAwaited.length > 0).toBe(status === 'documents-awaited');
        if (submission) {
          expect(invitation?.issuedOn).toBeDefined();
          expect(submission.submittedOn >= (invitation?.issuedOn ?? '')).toBe(true);
        }
        if (invitation) expect(invitation.issuedOn >= state.requestedOn).toBe(true);
        if (!decision) continue;
        expect(decision.daysTaken).toBe(daysBetween(submission?.submittedOn ?? '', decision.decidedOn));
        expect(decision.daysTaken).toBeGreaterThanOrEqual(0);
      }
      // An end is an end, and no more than the day of the submission is corrected behind it.
      const ends = types.findIndex((type) =>
        ['VisaGranted', 'VisaRefused', 'VisaWithdrawn', 'VisaInvitationDeclined'].includes(type),
      );
      if (ends >= 0) {
        expect(types.slice(ends + 1).filter((type) => type !== 'VisaSubmissionCorrected')).toEqual([]);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

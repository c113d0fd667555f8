import type { EngagementTerms, VisaInvitationRequested } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import type { TradeAggregates } from '../../aggregates.js';
import { firmsOf } from '../cases/case-access.js';
import { nothingOf } from '../found.js';

/**
 * What an application says that it is for has to be in the ledger, and the firm to take part in it: else a delegation that never was would be held up.
 * @param day on which the firm asks.
 * @throws ProblemError 404 `engagement-unknown`, `case-unknown`; 422 `engagement-not-delegation`, `not-of-delegation`, `delegation-over`,
 *   `stay-not-of-delegation`; 409 `delegation-cancelled`.
 */
export async function checkCause(
  { engagements, cases }: Pick<TradeAggregates, 'engagements' | 'cases'>,
  { firm, delegationId, caseId, ...stay }: VisaInvitationRequested['data'],
  day: string,
): Promise<void> {
  if (delegationId !== undefined) {
    const pointer = '/delegationId';
    const { state } = await engagements.load(delegationId);
    if (state.status === 'unknown') throw nothingOf('engagement', pointer);
    if (state.terms.kind !== 'delegation') {
      const message = `The engagement ${delegationId} is of the kind ${state.terms.kind}, and no delegation: leave it out.`;
      throw new ProblemError(422, 'engagement-not-delegation', message, { pointer });
    }
    if (state.status === 'cancelled') {
      throw new ProblemError(409, 'delegation-cancelled', 'The delegation was called off.', { pointer });
    }
    if (!state.firms.some((taking) => taking.firm.participantId === firm)) {
      const message = `"${firm}" is not registered for the delegation: register it there first.`;
      throw new ProblemError(422, 'not-of-delegation', message, { pointer });
    }
    checkDays(state.terms, stay, day);
  }
  if (caseId === undefined) return;
  const { state } = await cases.load(caseId);
  if (state.status === 'unknown' || !firmsOf(state).includes(firm)) throw nothingOf('case', '/caseId');
}

/** Who asks when it is over, or for other days, was not held up. Days as YYYY-MM-DD sort as texts. */
function checkDays(
  { startsOn, endsOn }: Pick<EngagementTerms, 'startsOn' | 'endsOn'>,
  { intendedFrom, intendedUntil }: Pick<VisaInvitationRequested['data'], 'intendedFrom' | 'intendedUntil'>,
  day: string,
): void {
  const days = `${startsOn} to ${endsOn}`;
  if (day > endsOn) {
    const message = `The delegation is over: its days were ${days}. Leave it out.`;
    throw new ProblemError(422, 'delegation-over', message, { pointer: '/delegationId' });
  }
  if (intendedFrom <= endsOn && intendedUntil >= startsOn) return;
  const message = `The stay has none of the delegation's days, ${days}: give it some of them, or leave the delegation out.`;
  const pointer = intendedFrom > endsOn ? '/intendedFrom' : '/intendedUntil';
  throw new ProblemError(422, 'stay-not-of-delegation', message, { pointer });
}

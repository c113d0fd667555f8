import type { EngagementCommand, EngagementState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/** Whether a command that an engagement allows is for the caller: a firm takes itself off where it takes part. */
export function isFor({ role, participant }: Caller, state: EngagementState, type: string): boolean {
  if (role !== 'trader' || type !== 'WithdrawParticipation') return true;
  return state.status !== 'unknown' && state.firms.some(({ firm }) => firm.participantId === participant);
}

/** A firm registers itself, and takes itself off; the secretariats do so for any. @throws ProblemError 403 `not-a-party`. */
export function checkSpeaksFor({ role, participant }: Caller, command: EngagementCommand): void {
  if (role !== 'trader') return;
  const isRegistration = command.type === 'RegisterParticipation';
  if (!isRegistration && command.type !== 'WithdrawParticipation') return;
  const firm = isRegistration ? command.data.firm.participantId : command.data.firm;
  if (firm === participant) return;
  const message = `A firm registers itself; your key is of "${participant}", not of "${firm}".`;
  const pointer = isRegistration ? '/firm/participantId' : '/firm';
  throw new ProblemError(403, 'not-a-party', message, { pointer });
}

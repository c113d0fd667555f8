import type { DeclarationCommand, DeclarationState } from '@corridor/domain';
import { type Caller, checkOffice, ProblemError } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type { Lodgement } from './lodgement.js';

/** What a request on a declaration asks for; the ledger knows the rest of the command. */
export type DeclarationStep = Lodging | LaterStep;

export interface Lodging {
  readonly type: 'LodgeDeclaration';
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Lodgement;
}

/** Every command behind the lodgement, without the id that the path names. */
export type LaterStep = WithoutId<Exclude<DeclarationCommand, { type: 'LodgeDeclaration' }>>;

type WithoutId<Command extends DeclarationCommand> = Command extends DeclarationCommand
  ? Omit<Command, 'data'> & { readonly data: Omit<Command['data'], 'declarationId'> }
  : never;

/**
 * The command of a step behind the lodgement, by the clock of the customs office.
 * @throws ProblemError 404 `declaration-unknown` or `hold-unknown`, 403 `not-your-office` or `not-the-holder`.
 */
export function commandOf(
  declarationId: string,
  step: LaterStep,
  state: DeclarationState,
  caller: Caller,
): DeclarationCommand {
  if (state.status === 'unknown') {
    throw new ProblemError(404, 'declaration-unknown', 'There is no declaration with this id.');
  }
  if (!isReleaseByHolder(step, state, caller)) checkOffice(caller, state.lodged.customsOffice);
  if (step.type === 'ReleaseHold') checkHold(step.data.holdId, state, caller);
  if (step.type === 'RefuseDeclaration') checkHolders(state, caller);
  const occurredAt = byClockOf(state.lodged.customsOffice, step.occurredAt);
  return { ...step, occurredAt, data: { declarationId, ...step.data } } as DeclarationCommand;
}

/** Whoever a hold names lifts it, of whichever office it is: a quarantine service has its own. */
function isReleaseByHolder(step: LaterStep, state: DeclarationState, { participant }: Caller): boolean {
  if (step.type !== 'ReleaseHold' || state.status !== 'lodged') return false;
  const { holdId } = step.data;
  return state.holds.some((one) => one.holdId === holdId && one.liftableBy === participant);
}

/** A hold that there never was is not found; one that names who may lift it is lifted by that one alone. */
function checkHold(holdId: string, state: DeclarationState, { participant, role }: Caller): void {
  // A cleared declaration has no open hold to release; that is the decider's to say.
  if (state.status !== 'lodged') return;
  const hold = state.holds.find((one) => one.holdId === holdId);
  if (!hold) {
    throw new ProblemError(404, 'hold-unknown', 'There never was a hold with this id on the declaration.');
  }
  if (hold.liftableBy === undefined || hold.liftableBy === participant || role === 'operator') return;
  const message = `The hold is lifted by "${hold.liftableBy}" alone; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-holder', message);
}

/** A refusal ends every hold: those that others alone may lift, too, would be lifted by the wrong one. */
function checkHolders(state: DeclarationState, { participant, role }: Caller): void {
  if (state.status !== 'lodged' || role === 'operator') return;
  const other = state.holds.find(({ open, liftableBy = participant }) => open && liftableBy !== participant);
  if (!other) return;
  const message = `"${other.liftableBy}" holds the goods, and has to release them first; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-the-holder', message);
}

/** The field to mend where the step is refused for something that its body does not hold; none for what the path says. */
export function fieldToMend({ type }: DeclarationStep): string | undefined {
  if (type === 'LodgeDeclaration') return '/charges';
  return type === 'ClearDeclaration' ? '/exchangeRate/usdPerUnit' : undefined;
}

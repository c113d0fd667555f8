import type {
  CarriageCharges,
  DeclarationCommand,
  DeclarationState,
  ExchangeRate,
  GoodsLine,
  HoldPlaced,
} from '@corridor/domain';
import { never } from '@corridor/kernel';
import { ProblemError } from '@corridor/nest-kit';
import { byClockOf } from '@corridor/reference-data';
import type { Lodgement } from './lodgement.js';

interface Step<Type extends DeclarationCommand['type'], Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
}

/** What a request on a declaration asks for; the ledger knows the rest of the command. */
export type DeclarationStep = Lodging | LaterStep;

export type Lodging = Step<'LodgeDeclaration', Lodgement>;

export type LaterStep =
  | Step<'PlaceHold', Pick<HoldPlaced['data'], 'holdId' | 'reason' | 'note'>>
  | Step<'ReleaseHold', { readonly holdId: string }>
  | Step<'ClearDeclaration', { readonly exchangeRate: ExchangeRate }>
  | Step<
      'AmendDeclaration',
      { readonly reason: string; readonly lines: readonly GoodsLine[]; readonly charges: CarriageCharges }
    >;

/**
 * The command of a step behind the lodgement.
 * @throws ProblemError 404 `declaration-unknown` or `hold-unknown`.
 */
export function commandOf(
  declarationId: string,
  step: LaterStep,
  state: DeclarationState,
): DeclarationCommand {
  if (state.status === 'unknown') {
    throw new ProblemError(404, 'declaration-unknown', 'There is no declaration with this id.');
  }
  const { consignmentId, customsOffice } = state.lodged;
  const occurredAt = byClockOf(customsOffice, step.occurredAt);
  switch (step.type) {
    case 'ReleaseHold':
      // A cleared declaration has no open hold to release; that is the decider's to say.
      if (state.status === 'lodged' && !state.holds.some(({ holdId }) => holdId === step.data.holdId)) {
        throw new ProblemError(
          404,
          'hold-unknown',
          'There never was a hold with this id on the declaration.',
        );
      }
      return { type: step.type, occurredAt, data: { declarationId, consignmentId, ...step.data } };
    case 'PlaceHold':
      return { type: step.type, occurredAt, data: { declarationId, consignmentId, ...step.data } };
    case 'ClearDeclaration':
      return { type: step.type, occurredAt, data: { declarationId, ...step.data } };
    case 'AmendDeclaration':
      return { type: step.type, occurredAt, data: { declarationId, ...step.data } };
    default:
      return never(step);
  }
}

/** The field to mend where the step is refused for something that its body does not hold; none for what the path says. */
export function fieldToMend(step: DeclarationStep): string | undefined {
  switch (step.type) {
    case 'LodgeDeclaration':
      return '/charges';
    case 'ClearDeclaration':
      return '/exchangeRate/usdPerUnit';
    case 'PlaceHold':
    case 'ReleaseHold':
    case 'AmendDeclaration':
      return undefined;
    default:
      return never(step);
  }
}

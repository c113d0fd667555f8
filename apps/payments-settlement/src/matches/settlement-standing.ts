import {
  type BookedSettlement,
  legalForSettlement,
  partiesOfObligation,
  standingOfSettlement,
} from '@corridor/domain';
import { Rejection } from '@corridor/kernel';
import type { PaymentsAggregates } from '../aggregates.js';

/** Whom the settlement pays by now: what is owed to somebody, or services of somebody. */
export async function creditorOf(
  { allocations, serviceParts }: BookedSettlement,
  { obligations }: Pick<PaymentsAggregates, 'obligations'>,
): Promise<string | undefined> {
  const [served] = serviceParts;
  if (served) return served.provider;
  const [first] = allocations;
  if (!first) return undefined;
  const { state } = await obligations.load(first.obligationId);
  return partiesOfObligation(state)?.creditor;
}

/** A refusal for how the settlement stands tells of it, as one of its decider does. */
export function standingOn<Made>(settlement: BookedSettlement, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { code, message, details } = error;
    const standing = {
      currentState: standingOfSettlement(settlement),
      legalNow: legalForSettlement(settlement),
    };
    throw new Rejection(code, message, { ...standing, ...details });
  }
}

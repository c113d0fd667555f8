import {
  beyondEarlier,
  type CustomsProcedure,
  type coverageOf,
  FOR_GOOD,
  type KnownConsignment,
} from '@corridor/domain';
import { checkPreviousProcedure } from '@corridor/reference-data';
import type { TradeAggregates } from '../aggregates.js';

type Coverage = ReturnType<typeof coverageOf>;

/**
 * What the consignment is told that a declaration covers. Goods that go from one procedure to the next of the same flow, from a warehouse to home use,
 * are those that a declaration told of before: what it covers is left out. One for good is the last of its flow and none to go on from; a procedure of
 * the other flow, as of goods that leave again, has told nothing of this one.
 */
export async function toldToConsignment(
  declarations: TradeAggregates['declarations'],
  coverage: Coverage,
  { previous }: CustomsProcedure,
  consignment: KnownConsignment,
): Promise<Coverage> {
  const { flow, declarationId } = coverage;
  if (checkPreviousProcedure(previous, '/procedure/previous').flow !== flow) return coverage;
  const others = consignment.declarations.filter(
    (one) => one.flow === flow && one.declarationId !== declarationId,
  );
  const earlier = await Promise.all(
    others.map(async (one) => {
      const { state } = await declarations.load(one.declarationId);
      if (state.status === 'unknown') throw new Error(`${one.declarationId} was not lodged.`);
      return state.lodged.procedure.requested === FOR_GOOD[flow].requested ? [] : [one];
    }),
  );
  return beyondEarlier(coverage, earlier.flat());
}

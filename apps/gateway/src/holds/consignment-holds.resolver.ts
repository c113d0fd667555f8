import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { seesAll } from '../access/rights.js';
import { ConsignmentType } from '../consignments/consignment.types.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { AsOfArgs } from '../read/as-of.types.js';
import { type AsOf, type Held, heldAsOf } from './held-as-of.js';
import { DaysHeld, HoldType } from './hold.types.js';
import { toDaysHeld, toHold } from './hold-view.js';

@LedgerResolver(() => ConsignmentType)
export class ConsignmentHoldsResolver {
  @ResolveField(() => [HoldType], {
    nullable: true,
    description:
      'What customs held it for and how long, the hold placed first coming first. Traders and banks see those that tell of them.',
  })
  async holds(
    @Parent() { id }: ConsignmentType,
    @Args() asked: AsOfArgs,
    @Context() operation: Operation,
  ): Promise<readonly HoldType[]> {
    const { caller } = operation;
    const { held } = await heldOf(id, asked, operation);
    return held
      .filter(({ row }) => seesAll(caller) || row.participants.includes(caller.participant))
      .map(toHold);
  }

  @ResolveField(() => DaysHeld, {
    nullable: true,
    description: 'For how long has customs held it?',
  })
  async daysHeld(
    @Parent() { id }: ConsignmentType,
    @Args() asked: AsOfArgs,
    @Context() operation: Operation,
  ): Promise<DaysHeld> {
    const { held, asOf } = await heldOf(id, asked, operation);
    return toDaysHeld(held, asOf);
  }
}

async function heldOf(
  id: string,
  asked: AsOfArgs,
  { readModels, holds }: Operation,
): Promise<{ readonly held: readonly Held[]; readonly asOf: AsOf }> {
  const asOf = await holds.asOf(await readModels.asOf(asked, 'holds'));
  return { held: heldAsOf(await holds.held.load(id), asOf), asOf };
}

import { Context, Query, ResolveField } from '@nestjs/graphql';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import type { Operation } from '../graphql/operation.js';
import { Ledger, type Projection } from './ledger.types.js';
import { headOf } from './log.js';

@LedgerResolver(() => Ledger)
export class LedgerStatusResolver {
  @Query(() => Ledger, {
    nullable: true,
    description: 'How far has the ledger come, and how far the figures?',
  })
  ledger(): object {
    return {};
  }

  @ResolveField()
  async position(@Context() { readModels }: Operation): Promise<number> {
    return (await readModels.reached()) ?? 0;
  }

  @ResolveField()
  head(@Context() { session }: Operation): Promise<number> {
    return headOf(session);
  }

  @ResolveField()
  async projections(@Context() { readModels, caller }: Operation): Promise<readonly Projection[]> {
    return (await readModels.statuses()).map(({ name, position, generation, error }) => ({
      name,
      position: Number(position),
      generation,
      error: caller.role === 'operator' ? error : null,
    }));
  }
}

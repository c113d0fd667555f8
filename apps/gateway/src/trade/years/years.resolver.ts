import { Args, Parent, ResolveField } from '@nestjs/graphql';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { amounts } from '../bilateral-trade.resolver.js';
import { BilateralTrade } from '../bilateral-trade.types.js';
import type { TradeReader } from '../trade-reader.js';
import { YearOfTrade, YearsArgs } from './years.types.js';
import { yearsOf } from './years-of.js';

@LedgerResolver(() => BilateralTrade)
export class YearsOfTradeResolver {
  @ResolveField(() => [YearOfTrade], {
    description: 'Year by year, the oldest first, of the months asked for; they sum to the total.',
  })
  async years(@Parent() { reader }: { readonly reader: TradeReader }, @Args() { of }: YearsArgs) {
    const years = yearsOf(await reader.months(), of);
    return years.map(({ year, from, to, months, ...sum }) => ({ year, from, to, months, ...amounts(sum) }));
  }
}

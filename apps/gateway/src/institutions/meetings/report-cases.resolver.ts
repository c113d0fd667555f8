import { Context, Parent, ResolveField } from '@nestjs/graphql';
import { addMonths } from '../../calendar/month.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { instantOf } from '../../ledger/log.js';
import { BlockedGoodsResolver } from '../cases/blocked-goods.resolver.js';
import { BlockedGoods } from '../cases/blocked-goods.types.js';
import { CasesResolver } from '../cases/cases.resolver.js';
import { CasesOfMonths } from '../cases/cases.types.js';
import { ProgressReport } from './meetings.types.js';

/** What of a progress report others answer: as of its position, in the same words. */
@LedgerResolver(() => ProgressReport)
export class ReportCasesResolver {
  private readonly ofCases = new CasesResolver();
  private readonly ofGoods = new BlockedGoodsResolver();

  @ResolveField(() => CasesOfMonths, {
    nullable: true,
    description:
      'Cases before the Business Council in the twelve months up to that of the event at the position (UTC); null before the first event.',
  })
  async cases(@Parent() { asOf }: Pick<ProgressReport, 'asOf'>, @Context() operation: Operation) {
    const instant = await instantOf(operation.session, asOf);
    if (instant === undefined) return null;
    const to = instant.slice(0, 7);
    return this.ofCases.cases({ from: addMonths(to, -11), to, asOf }, operation);
  }

  @ResolveField(() => BlockedGoods, {
    nullable: true,
    description: 'Goods that are stuck as of the position.',
  })
  blocked(@Parent() { asOf }: Pick<ProgressReport, 'asOf'>, @Context() operation: Operation) {
    return this.ofGoods.valueOfGoodsBlocked({ asOf }, operation);
  }
}

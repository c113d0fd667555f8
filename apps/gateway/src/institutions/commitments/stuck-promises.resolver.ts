import { Parent, ResolveField } from '@nestjs/graphql';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { usd } from '../../graphql/money.type.js';
import { type AskedFunnel, readFunnel, todayOf } from './commitment-funnel.resolver.js';
import { CommitmentFunnel } from './commitment-funnel.types.js';
import { STUCK_SQL, STUCK_UNTIL_SQL, type StuckRow } from './stuck-promises.sql.js';
import { StuckPromises } from './stuck-promises.types.js';

@LedgerResolver(() => CommitmentFunnel)
export class StuckPromisesResolver {
  @ResolveField(() => [StuckPromises], {
    description:
      'Which promises of trade in goods stand still, before which stage and for how long; where goods themselves are stuck, `valueOfGoodsBlocked` tells.',
  })
  async stuck(@Parent() asked: AskedFunnel): Promise<readonly StuckPromises[]> {
    const sql = asked.occurredUntil === null ? STUCK_SQL : STUCK_UNTIL_SQL;
    const rows = await readFunnel<StuckRow>(asked, sql, [await todayOf(asked)]);
    return rows.map(({ missing, ...row }) => ({ ...row, missing: usd(BigInt(missing)) }));
  }
}

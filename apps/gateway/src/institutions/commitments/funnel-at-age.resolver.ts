import { Args, Parent, ResolveField } from '@nestjs/graphql';
import { badInput } from '../../graphql/errors.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import { type AskedFunnel, readFunnel, stagesOf, todayOf } from './commitment-funnel.resolver.js';
import { CommitmentFunnel } from './commitment-funnel.types.js';
import { atAgeSql, type YearAtAgeRow } from './funnel-at-age.sql.js';
import { AtAgeArgs, FunnelAtAge } from './funnel-at-age.types.js';

const MOST_MONTHS = 120;

@LedgerResolver(() => CommitmentFunnel)
export class FunnelAtAgeResolver {
  @ResolveField(() => [FunnelAtAge], {
    description:
      'Year by year, what had come of promises when they were so many months old: a young year beside older ones at the same age. Of what is in `total`.',
  })
  async atAge(
    @Parent() asked: AskedFunnel,
    @Args() { months, of }: AtAgeArgs,
  ): Promise<readonly FunnelAtAge[]> {
    if (months < 0 || months > MOST_MONTHS)
      throw badInput(`months: ${months} is no age. Give a number from 0 to ${MOST_MONTHS}.`);
    const rows = await readFunnel<YearAtAgeRow>(asked, atAgeSql(of), [months, await todayOf(asked)]);
    return rows.map(({ year, commitments, younger, earlier, earlier_commitments, ...stages }) => ({
      year,
      commitments,
      younger,
      stages: stagesOf(stages),
      earlierCommitments: earlier_commitments,
      earlier: earlier && stagesOf(earlier),
    }));
  }
}

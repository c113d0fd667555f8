import { Args, Context, Query } from '@nestjs/graphql';
import { seesAllFirms } from '../../access/rights.js';
import { localDayOf } from '../../calendar/local-day.js';
import { checkOneOf, checkUuid } from '../../graphql/arguments.js';
import { LedgerResolver } from '../../graphql/ledger-resolver.js';
import type { Operation } from '../../graphql/operation.js';
import { type Connection, cursorOf, pageOf, positionOf } from '../../graphql/paging.js';
import { instantOf } from '../../ledger/log.js';
import { actionOf } from './meetings.resolver.js';
import { ACTION_LIST_SQL, type ActionRow } from './meetings.sql.js';
import { ActionConnection, ActionsArgs, CommissionAction } from './meetings.types.js';

const LIST = 'action';

@LedgerResolver(() => CommissionAction)
export class ActionsResolver {
  @Query(() => ActionConnection, {
    nullable: true,
    description:
      'What does the Commission want done, by whom and by when, and did it move what it should? For reporters, operators, the Commission and the Business Council; whoever else asks gets what is for itself to do.',
  })
  async actions(
    @Args() args: ActionsArgs,
    @Context() { session, readModels, caller }: Operation,
  ): Promise<Connection<CommissionAction>> {
    const { meetingId, status, owner, dueBefore, overdue } = args;
    checkUuid(meetingId, 'meetingId');
    checkOneOf(status, ['assigned', 'overdue', 'done', 'dropped'], 'status');
    const asOf = await readModels.asOf(args, 'meetings');
    const after = positionOf(LIST, args.after) ?? 0;
    // Another's are not there for a firm, whoever it names.
    const isOthers = !seesAllFirms(caller) && owner && owner !== caller.participant;
    const seen = seesAllFirms(caller) ? (owner ?? null) : caller.participant;
    const instant = await instantOf(session, asOf);
    const rows = isOthers
      ? []
      : await session.read((manager) =>
          manager.query<ActionRow[]>(ACTION_LIST_SQL, [
            after,
            asOf,
            meetingId ?? null,
            status ?? null,
            seen,
            dueBefore ?? null,
            overdue ?? null,
            instant ? localDayOf('PK', instant) : null,
            args.first + 1,
          ]),
        );
    const { edges, pageInfo } = pageOf(rows, args, ({ position }) => cursorOf(LIST, Number(position)));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: actionOf(node) })) };
  }
}

import { isDeepStrictEqual } from 'node:util';
import {
  type BookedSettlement,
  type Candidate,
  candidatesFor,
  payInTurn,
  type RaisedObligation,
  saysWhatIsPaid,
  surest,
  type UnallocatedSettlement,
} from '@corridor/domain';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import type { AccountCreditors } from './account-creditors.js';
import { type Found, isOwed } from './found.js';
import { latin, type OpenItem, type OpenItems } from './open-items.js';
import type { Outcome } from './paying.js';

/** Finds what a settlement pays that names nothing: by amount, parties and day. */
export class Likeness {
  constructor(
    private readonly aggregates: Pick<PaymentsAggregates, 'obligations'>,
    private readonly open: OpenItems,
    private readonly accounts: AccountCreditors,
  ) {}

  /** What it may pay, the best first, with what is known of each obligation. */
  async candidates(
    client: Pick<pg.ClientBase, 'query'>,
    state: BookedSettlement,
    fees: UnallocatedSettlement['fees'],
  ): Promise<{
    readonly candidates: readonly Candidate[];
    readonly items: ReadonlyMap<string, OpenItem & { readonly occurredAt: string }>;
  }> {
    const { settlement, unallocated, unmatchedIds } = state;
    const { valueDate, debtorName, creditorName, references } = settlement;
    const items = (await this.open.obligationsLike(client, state)).filter(
      ({ obligationId }) => !unmatchedIds.includes(obligationId),
    );
    const scored = {
      unallocated,
      fees,
      valueDate,
      debtorName: debtorName === undefined ? undefined : latin(debtorName),
      creditorName: creditorName === undefined ? undefined : latin(creditorName),
      accountOf: await this.accounts.of(client, settlement),
      saysWhatIsPaid: saysWhatIsPaid(references),
    };
    return {
      candidates: candidatesFor(scored, items),
      items: new Map(items.map((item) => [item.obligationId, item])),
    };
  }

  /** What it pays, where that is sure enough to need no person; the obligations that it pays are put to `owed`. */
  async of(
    client: pg.ClientBase,
    state: BookedSettlement,
    money: UnallocatedSettlement,
    owed: Map<string, Found<RaisedObligation>>,
  ): Promise<Outcome> {
    const { candidates, items } = await this.candidates(client, state, money.fees);
    const { sure, unsure } = surest(candidates);
    if (!sure) return { allocations: [], ...(unsure && { because: 'unsure' }) };
    const { obligationIds, score, grounds } = sure;
    const payable = [];
    for (const id of obligationIds) {
      const item = items.get(id);
      const loaded = await this.aggregates.obligations.load(id, client);
      // What was kept of it is not what is owed now: whatever changed it is on its way here.
      if (!item || !isOwed(loaded) || !isDeepStrictEqual(loaded.state.outstanding, item.outstanding)) {
        return { allocations: [] };
      }
      owed.set(id, { loaded, occurredAt: item.occurredAt });
      payable.push({ obligationId: id, outstanding: loaded.state.outstanding, by: 'score' as const });
    }
    return { allocations: payInTurn(money, payable).map((each) => ({ ...each, score, grounds })) };
  }
}

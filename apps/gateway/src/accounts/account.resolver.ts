import { Args, Context, Parent, Query, ResolveField } from '@nestjs/graphql';
import { bankOf } from '../access/rights.js';
import { LedgerResolver } from '../graphql/ledger-resolver.js';
import { money } from '../graphql/money.type.js';
import type { Operation } from '../graphql/operation.js';
import { type Connection, cursorOf, PageArgs, pageOf, positionOf } from '../graphql/paging.js';
import { AsOfArgs } from '../read/as-of.types.js';
import {
  AccountArgs,
  type AccountBalance,
  type AccountLine,
  AccountLineConnection,
  AccountStatement,
  type CurrencyTotals,
  TrialBalance,
} from './account.types.js';
import { type Account, AccountReader, type BalanceRow, lineKey } from './account-reader.js';
import { trialBalanceFigure } from './trial-balance.figure.js';

const LIST = 'account-line';

/** The answer under way: its fields are read when they are asked for. */
interface Statement extends Account {
  readonly asOf: number;
  readonly reader: AccountReader;
}

@LedgerResolver(() => TrialBalance)
export class TrialBalanceResolver {
  @Query(() => TrialBalance, {
    nullable: true,
    description: `${trialBalanceFigure.question} The demo is told apart. For reporters and operators; a bank sees its own accounts.`,
  })
  async trialBalance(
    @Args() asked: AsOfArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<TrialBalance> {
    const bank = bankOf(caller);
    const asOf = await readModels.asOf(asked, 'accounts');
    const rows = await new AccountReader(session, asOf).balances(bank);
    return { asOf, accounts: rows.map(toBalance), currencies: currenciesOf(rows) };
  }
}

@LedgerResolver(() => AccountStatement)
export class AccountStatementResolver {
  @Query(() => AccountStatement, {
    nullable: true,
    description:
      'What was posted to an account, by which events, and what did it come to? The demo has accounts of its own. For reporters and operators; a bank sees its own accounts, and null for those of another.',
  })
  async accountStatement(
    @Args() { account, of, currency, demo, ...asked }: AccountArgs,
    @Context() { caller, session, readModels }: Operation,
  ): Promise<(AccountBalance & Statement) | null> {
    const bank = bankOf(caller);
    if (bank !== undefined && bank !== of) return null;
    const asOf = await readModels.asOf(asked, 'accounts');
    const reader = new AccountReader(session, asOf);
    const balance = toBalance(await reader.balance({ account, of, currency, demo }));
    return { ...balance, account, of, currency, demo, asOf, reader };
  }

  @ResolveField()
  count(@Parent() { reader, ...account }: Statement): Promise<number> {
    return reader.count(account);
  }

  @ResolveField(() => AccountLineConnection, {
    description: 'The lines, in the order of the ledger; their amounts sum to the balance.',
  })
  async lines(
    @Parent() { reader, ...account }: Statement,
    @Args() page: PageArgs,
  ): Promise<Connection<AccountLine>> {
    const rows = await reader.lines(account, positionOf(LIST, page.after) ?? 0, page.first + 1);
    const { edges, pageInfo } = pageOf(rows, page, (row) => cursorOf(LIST, lineKey(row)));
    return {
      pageInfo,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: {
          position: Number(node.position),
          eventType: node.event_type,
          streamId: node.stream_id,
          occurredAt: node.occurred_at,
          amount: money(node.minor, account.currency),
          balance: money(node.balance, account.currency),
        },
      })),
    };
  }
}

function toBalance({ account, of, currency, demo, debits, credits }: BalanceRow): AccountBalance {
  return {
    account,
    of,
    demo,
    debits: money(debits, currency),
    credits: money(credits, currency),
    balance: money((BigInt(debits) - BigInt(credits)).toString(), currency),
  };
}

function currenciesOf(rows: readonly BalanceRow[]): CurrencyTotals[] {
  const sums = new Map<string, { currency: string; demo: boolean; debits: bigint; credits: bigint }>();
  for (const { currency, demo, debits, credits } of rows) {
    const key = `${currency} ${demo}`;
    const before = sums.get(key) ?? { currency, demo, debits: 0n, credits: 0n };
    const after = { debits: before.debits + BigInt(debits), credits: before.credits + BigInt(credits) };
    sums.set(key, { ...before, ...after });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { currency, demo, debits, credits }]) => ({
      currency,
      demo,
      debits: money(debits.toString(), currency),
      credits: money(credits.toString(), currency),
    }));
}

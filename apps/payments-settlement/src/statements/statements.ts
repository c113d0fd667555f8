import type { StatementFinding } from '@corridor/domain';
import { type AppendContext, EventStore, retryOnConflict } from '@corridor/event-store';
import type { StatementBegin, StatementEnd } from '@corridor/iso20022';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { accountIdOf } from '../naming/settlement-id.js';
import { instantOf } from '../payments/payment-commands.js';
import { AGGREGATES } from '../tokens.js';

const BALANCES_MAX = 100;
/** A bank may send many statements of one account at once; each conflict lets one of them through. */
const ATTEMPTS_MAX = 100;

/** Keeps what a bank states about its accounts, and says what of it does not add up. */
@Injectable()
export class Statements {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(AGGREGATES) private readonly aggregates: PaymentsAggregates,
  ) {}

  /** What does not add up; none where it was told before. */
  async record(
    begin: StatementBegin,
    end: StatementEnd,
    bank: string,
    context: AppendContext,
    now: string,
  ): Promise<readonly StatementFinding[]> {
    const { account, statementId, electronicSequenceNumber, legalSequenceNumber, page, from, to } = begin;
    const { balances, entriesCount, bookedNet, summary, counted, messageFormat, messageId } = end;
    const currency = currencyOf(begin, end);
    const accountId = accountIdOf(bank, account, currency);
    const command = {
      type: 'RecordStatement',
      occurredAt: instantOf(begin.createdAt, now),
      data: {
        accountId,
        bank,
        account,
        ...(currency !== undefined && { currency }),
        ...(statementId !== undefined && { statementId }),
        ...(electronicSequenceNumber !== undefined && { electronicSequenceNumber }),
        ...(legalSequenceNumber !== undefined && { legalSequenceNumber }),
        ...(page && { page }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        balances: balances.slice(0, BALANCES_MAX),
        entries: entriesCount,
        ...(bookedNet && { bookedNet }),
        format: messageFormat,
        messageId,
        ...(summary && { summary }),
        ...(counted && { counted }),
      },
    } as const;
    const { statements } = this.aggregates;
    return retryOnConflict(async () => {
      const loaded = await statements.load(accountId);
      const { append, events } = statements.decide(accountId, command, loaded);
      if (append) await this.store.append({ ...context, streams: [append] });
      return events.flatMap(({ data }) => data.findings);
    }, ATTEMPTS_MAX);
  }
}

/** The currency of the account (`Acct/Ccy`), else the one of all balances, else of all entries; `undefined` where these are several, or none is told. */
function currencyOf(
  { accountCurrency }: StatementBegin,
  { balances, bookedNet = [] }: StatementEnd,
): string | undefined {
  if (accountCurrency !== undefined) return accountCurrency;
  const told = balances.length > 0 ? balances.map(({ amount }) => amount) : bookedNet;
  const [currency, ...others] = new Set(told.map((money) => money.currency));
  return others.length === 0 ? currency : undefined;
}

import { derivedId, type RecordedEvent } from '@corridor/contracts';
import type { FlagKind, FlagSubject } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import type { PaymentsAggregates } from '../aggregates.js';
import { contextOf } from '../process/cause.js';

/** As many as an event names. A bank behind them reads the flag all the same where it is paid for the very goods. */
const BANKS_MAX = 100;
const EVIDENCE_MAX = 1_000;

/** What was found, before it is known which banks it concerns. */
export interface Suspicion {
  readonly kind: FlagKind;
  readonly subject: FlagSubject;
  readonly reason: string;
  /** Positions in the ledger. */
  readonly evidence: readonly number[];
  /** Banks that it concerns beside those that are paid for the goods, and before them. */
  readonly banks?: readonly string[];
  /** What the goods were split into: it concerns who is paid for that, too. */
  readonly parts?: readonly string[];
}

/**
 * The id of a flag: one thing is suspected of one kind once, whoever finds it and however often. A paper stands for all consignments that name it.
 */
export function flagIdOf(kind: FlagKind, { consignmentIds, lineNumber, document }: FlagSubject): string {
  const about = document ?? `${sortedOnce(consignmentIds).join(' ')} ${lineNumber ?? 'all'}`;
  return derivedId('corridor-ledger red flag v1', kind, about);
}

const sortedOnce = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

/** Raises flags. */
export class Flagging {
  constructor(
    private readonly store: EventStore,
    private readonly aggregates: PaymentsAggregates,
  ) {}

  /**
   * Whether somebody has to see it, of what goes on growing once it is flagged: nobody was told of it, it was cleared since, or it concerns a bank that the
   * flag does not name. Else whoever looks at the flag finds the rest with the goods, and its stream stays short however many there are.
   */
  async isNews(
    { kind, subject, banks = [] }: Pick<Suspicion, 'kind' | 'subject' | 'banks'>,
    client: pg.ClientBase,
  ): Promise<boolean> {
    const { state } = await this.aggregates.redFlags.load(flagIdOf(kind, subject), client);
    if (state.status === 'unknown' || state.status === 'cleared') return true;
    return state.banks.length < BANKS_MAX && banks.some((bank) => !state.banks.includes(bank));
  }

  /** Letters of credit that a flag names, and with them the banks that they concern: nobody has to look at those again. */
  async creditsTold(
    { kind, subject }: Pick<Suspicion, 'kind' | 'subject'>,
    client: pg.ClientBase,
  ): Promise<ReadonlySet<string>> {
    const { state } = await this.aggregates.redFlags.load(flagIdOf(kind, subject), client);
    return new Set(state.status === 'unknown' ? [] : state.subject.letterOfCreditIds);
  }

  /** In the transaction of `client`; what was raised by the same evidence leads to nothing. */
  async raise(
    { kind, subject, reason, evidence, banks = [], parts = [] }: Suspicion,
    cause: Pick<RecordedEvent, 'correlationId' | 'position' | 'demo' | 'occurredAt'>,
    client: pg.ClientBase,
  ): Promise<boolean> {
    const { redFlags } = this.aggregates;
    const consignmentIds = sortedOnce(subject.consignmentIds);
    const flagId = flagIdOf(kind, subject);
    const data = {
      flagId,
      kind,
      subject: { ...subject, consignmentIds },
      reason,
      // The newest: what raised it is among them.
      evidence: [...new Set(evidence)].sort((a, b) => a - b).slice(-EVIDENCE_MAX),
      banks: [...new Set([...banks, ...(await banksOf([...consignmentIds, ...parts], client))])]
        .slice(0, BANKS_MAX)
        .sort(),
    };
    const command = { type: 'RaiseRedFlag', occurredAt: cause.occurredAt, data } as const;
    const { append } = redFlags.decide(flagId, command, await redFlags.load(flagId, client));
    if (!append) return false;
    // The cause is an event of the log, told here as one.
    await this.store.appendIn(client, { ...contextOf(cause as RecordedEvent), streams: [append] });
    return true;
  }
}

/** The banks that are paid for the goods, as far as their invoices tell by now. */
async function banksOf(
  consignmentIds: readonly string[],
  client: Pick<pg.ClientBase, 'query'>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ bank: string }>({
    name: 'flag-banks',
    text: `SELECT creditor_bank AS bank FROM payments.invoiced_goods WHERE consignment_id = ANY ($1) AND NOT withdrawn
      GROUP BY creditor_bank ORDER BY creditor_bank COLLATE "C" LIMIT ${BANKS_MAX}`,
    values: [consignmentIds],
  });
  return rows.map(({ bank }) => bank);
}

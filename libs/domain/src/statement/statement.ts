import { type Decider, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type {
  StatementCommand,
  StatementEvent,
  StatementFinding,
  StatementRecorded,
  StatementSums,
} from './statement.events.js';

type Recorded = StatementRecorded['data'];
type Told = StatementCommand['data'];

/** The statements of one account at one bank, in one currency. */
export interface StatementState {
  /** Absent where it has none yet. */
  readonly bank?: string;
  /** By {@link statementKey}, the last ones. */
  readonly told: readonly string[];
  /** The last sequence numbers, each with the statement that had it. */
  readonly numbers: readonly { readonly number: number; readonly key: string }[];
  /** Where the last statement ended: its number and closing balance. */
  readonly last?: { readonly number?: number; readonly closing?: MoneyJson };
}

/** A bank sends a statement again within days: a year of daily ones is more than enough to know it by. */
const REMEMBERED_MAX = 500;

/**
 * What a bank states about an account. Whatever does not add up is told as a finding: an entry that was booked counts, whether the
 * balances around it do or not.
 */
export const statement: Decider<StatementCommand, StatementEvent, StatementState> = {
  initialState: { told: [], numbers: [] },
  decide({ occurredAt, data }, state) {
    if (state.told.includes(statementKey(data))) return [];
    const { summary: _, counted: __, ...stated } = data;
    const findings = [...ofBalances(data), ...ofEntries(data), ...ofSequence(data, state)];
    return [{ type: 'StatementRecorded', occurredAt, data: { ...stated, findings } }];
  },
  evolve({ told, numbers, last }, { data }) {
    const key = statementKey(data);
    const number = numberOf(data);
    const closing = closingOf(data);
    const isLater =
      number === undefined || last?.number === undefined || number > last.number || number === 1;
    return {
      bank: data.bank,
      told: [...told, key].slice(-REMEMBERED_MAX),
      numbers: number === undefined ? numbers : [...numbers, { number, key }].slice(-REMEMBERED_MAX),
      last: isLater ? { ...(number !== undefined && { number }), ...(closing && { closing }) } : (last ?? {}),
    };
  },
};

/** Names a statement, and the page of it. */
export function statementKey({ statementId, page, messageId, format }: Told | Recorded): string {
  return JSON.stringify([format, messageId, statementId ?? null, page?.number ?? null]);
}

const numberOf = ({ electronicSequenceNumber, legalSequenceNumber }: Told | Recorded): number | undefined =>
  electronicSequenceNumber ?? legalSequenceNumber;

/** In the currency of the account, where it is told. */
const balanceOf = (
  { balances, currency }: Told | Recorded,
  ...types: readonly string[]
): MoneyJson | undefined => {
  const own = balances.filter(({ amount }) => currency === undefined || amount.currency === currency);
  return types.flatMap((type) => own.find((each) => each.type === type)?.amount ?? [])[0];
};

/** `PRCD`: that with which the statement before closed; `ITBD`: between two pages. */
const openingOf = (told: Told | Recorded): MoneyJson | undefined => balanceOf(told, 'OPBD', 'PRCD', 'ITBD');
const closingOf = (told: Told | Recorded): MoneyJson | undefined => balanceOf(told, 'CLBD');

const textOf = ({ amount, currency }: MoneyJson): string => `${amount} ${currency}`;

const isOnlyPage = ({ number, last }: NonNullable<Told['page']>): boolean => number === 1 && last;

function ofBalances(told: Told): readonly StatementFinding[] {
  const [opening, closing] = [openingOf(told), closingOf(told)];
  // Of one page among several the entries do not lead from the one to the other.
  if (told.page && !isOnlyPage(told.page)) return [];
  if (!opening || !closing) {
    const missing = opening ? 'closing balance (CLBD)' : 'opening balance (OPBD or PRCD)';
    const where = told.currency === undefined ? '' : ` in ${told.currency}`;
    return [{ code: 'balance-missing', message: `It has no ${missing}${where}.` }];
  }
  if (!told.bookedNet) return [];
  const { currency } = opening;
  const net = told.bookedNet.find((money) => money.currency === currency);
  const sum = toMoney(opening).minor + (net ? toMoney(net).minor : 0n);
  if (closing.currency === currency && toMoney(closing).minor === sum) return [];
  const made = textOf(toMoneyJson({ minor: sum, currency }));
  const text = `The opening balance and the booked entries make ${made}; the closing balance is ${textOf(closing)}.`;
  return [{ code: 'balance-differs', message: text }];
}

function ofEntries({ bookedNet, summary, counted, entries, page }: Told): readonly StatementFinding[] {
  const findings: StatementFinding[] = [];
  if (!bookedNet) {
    findings.push({
      code: 'entries-unread',
      message: 'Not all entries could be read, so they are not added up.',
    });
  }
  const told = summary?.total?.entries;
  if (told !== undefined && told !== entries)
    findings.push(differs('entries', String(entries), String(told)));
  // A summary may be one of all pages.
  if (!counted || !summary || (page && !isOnlyPage(page))) return findings;
  for (const { what, told, found } of comparisons(summary, counted)) {
    if (told !== undefined && found !== undefined && told !== found)
      findings.push(differs(what, found, told));
  }
  return findings;
}

function comparisons({ total, credits, debits }: StatementSums, counted: StatementSums) {
  const text = (count: number | undefined) => (count === undefined ? undefined : String(count));
  return [
    { what: 'credits', told: text(credits?.entries), found: text(counted.credits?.entries) },
    { what: 'debits', told: text(debits?.entries), found: text(counted.debits?.entries) },
    { what: 'as the sum of entries', told: total?.sum, found: counted.total?.sum },
    { what: 'as the sum of credits', told: credits?.sum, found: counted.credits?.sum },
    { what: 'as the sum of debits', told: debits?.sum, found: counted.debits?.sum },
    { what: 'as credits less debits', told: total?.net, found: counted.total?.net },
  ];
}

const differs = (what: string, found: string, told: string): StatementFinding => ({
  code: 'entries-differ',
  message: `It has ${found} ${what} and says that it has ${told}.`,
});

function ofSequence(told: Told, { numbers, last }: StatementState): readonly StatementFinding[] {
  const number = numberOf(told);
  const opening = openingOf(told);
  const findings: StatementFinding[] = [];
  if (number !== undefined && last?.number !== undefined) {
    const { number: before } = last;
    const first = numbers.find((each) => each.number === number);
    // Banks begin anew with 1, most of them each year.
    if (number > before + 1) {
      const message = `It is number ${number} and follows on number ${before}: those between have not come.`;
      findings.push({ code: 'sequence-gap', message });
    } else if (first && number !== 1 && (told.page?.number ?? 1) === 1) {
      const message = `The ledger has another statement with number ${number}.`;
      findings.push({ code: 'sequence-repeated', message });
    }
    // Only the next one begins where the last one ended.
    if (number !== before + 1) return findings;
  }
  if (opening && last?.closing && !isEqual(opening, last.closing)) {
    const message = `It opens with ${textOf(opening)}; the statement before closed with ${textOf(last.closing)}.`;
    findings.push({ code: 'opening-differs', message });
  }
  return findings;
}

function isEqual(one: MoneyJson, other: MoneyJson): boolean {
  return one.currency === other.currency && toMoney(one).minor === toMoney(other).minor;
}

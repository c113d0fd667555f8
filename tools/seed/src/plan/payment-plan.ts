import { dueDate } from '@corridor/domain';
import {
  apportion,
  divideHalfEven,
  type Money,
  type MoneyJson,
  never,
  sum,
  toMoney,
  toMoneyJson,
} from '@corridor/kernel';
import { bankBic, bankPlace, type Firm } from '../corridor/firms.js';
import { DAY_MS, HOUR_MS, localDay, MINUTE_MS, officeTime } from '../corridor/local-time.js';
import type { Random } from '../random.js';
import type { Milestones } from './journey.js';
import type { CreditPlan, DemoTrigger, InvoicePlan, OpenInvoicePlan, ReturnPlan, Step } from './steps.js';

/** How buyers pay, and how often. */
const HABITS = [
  { habit: 'on-time', weight: 55 },
  { habit: 'late', weight: 18 },
  { habit: 'in-parts', weight: 9 },
  { habit: 'in-advance', weight: 9 },
  { habit: 'overpaid', weight: 2 },
  { habit: 'misquoted', weight: 2 },
  { habit: 'returned', weight: 2 },
  { habit: 'unpaid', weight: 3 },
] as const;

const DAYS: Readonly<Record<DemoTrigger, readonly number[]>> = {
  'invoice-date': [3, 7, 14],
  dispatch: [30, 45, 60],
  'import-clearance': [10, 15, 30],
  delivery: [7, 14, 30],
};
const NAMING = ['#', '/INV/#', 'Payment for invoice #', 'Invoice # paid in full'];
const VAGUE = ['Payment under contract', 'As agreed', 'Balance of last month', 'Deposit', 'Samples'];

/** Account closed, cancellation asked for, no reason told, for the regulator. */
const REASONS = ['AC04', 'FOCR', 'MS03', 'RR04'];

interface Firms {
  readonly exporter: Firm;
  readonly importer: Firm;
}

/** The invoices of a consignment: one, or a deposit and the rest. */
export function planInvoices(
  random: Random,
  total: Money,
  { cleared }: { readonly cleared: boolean },
): readonly OpenInvoicePlan[] {
  const triggers: readonly DemoTrigger[] = cleared
    ? ['invoice-date', 'dispatch', 'import-clearance', 'delivery', 'delivery']
    : ['dispatch', 'delivery'];
  const terms = (trigger: DemoTrigger) => ({
    method: 'open-account' as const,
    trigger,
    days: random.pick(DAYS[trigger]),
  });
  const invoice = (amount: Money, trigger: DemoTrigger): OpenInvoicePlan => ({
    amount: toMoneyJson(amount),
    terms: terms(trigger),
  });
  if (total.minor < 100n || random.chance(0.9)) return [invoice(total, random.pick(triggers))];
  const deposit = BigInt(random.pick([20, 30, 40, 50]));
  const [first = total, rest = total] = apportion(total, [deposit, 100n - deposit]);
  return [invoice(first, 'invoice-date'), invoice(rest, random.pick(['dispatch', 'delivery']))];
}

/** The credits that pay an invoice, in the order of their value dates; none where it stays unpaid. */
export function planCredits(
  random: Random,
  invoice: OpenInvoicePlan,
  firms: Firms,
  milestones: Milestones,
): readonly Step[] {
  const { startsMs, dueMs } = datesOf(invoice, firms.exporter, milestones);
  const pay = (amount: MoneyJson, ms: number, names = [invoice]): BookStep =>
    creditStep(random, { ...firms, amount, ms, names });
  const onTimeMs = (): number =>
    Math.max(dueMs - random.int(6, 9 * 24) * HOUR_MS, startsMs + random.int(2, 20) * HOUR_MS);
  const { minor, currency } = toMoney(invoice.amount);
  const { habit } = random.weighted(HABITS, ({ weight }) => weight);
  switch (habit) {
    case 'on-time':
      return [pay(invoice.amount, onTimeMs())];
    case 'late':
      return [pay(invoice.amount, dueMs + random.int(2, random.chance(0.3) ? 110 : 30) * DAY_MS)];
    case 'in-parts': {
      const weights = random.chance(0.7) ? [60n, 40n] : [40n, 35n, 25n];
      let ms = onTimeMs();
      return (minor < 100n ? [invoice.amount] : apportion({ minor, currency }, weights).map(toMoneyJson)).map(
        (part) => {
          const step = pay(part, ms);
          ms += random.int(4, 28) * DAY_MS;
          return step;
        },
      );
    }
    case 'in-advance': {
      // Before the goods leave there is nothing to owe yet: the money waits in suspense.
      const { invoicedMs, dispatchMs } = milestones;
      const ms = invoicedMs + Math.round(random.between(0.2, 0.9) * (dispatchMs - invoicedMs));
      return [pay(invoice.amount, Math.max(ms, invoicedMs + 2 * HOUR_MS))];
    }
    case 'overpaid': {
      const more = divideHalfEven(minor * BigInt(random.int(1_002, 1_050)), 1_000n) + 1n;
      return [pay(toMoneyJson({ minor: more, currency }), onTimeMs())];
    }
    case 'misquoted':
      return [pay(invoice.amount, onTimeMs(), [])];
    case 'returned': {
      const paid = pay(invoice.amount, onTimeMs());
      const returned = returnStep(random, firms.exporter, paid);
      const again = pay(returned.back.amount, returned.occurredMs + random.int(2, 20) * DAY_MS);
      return [paid, returned, again];
    }
    case 'unpaid':
      return [];
    default:
      return never(habit);
  }
}

/** One credit for all invoices of a consignment, when the last of them is due. */
export function planJointCredit(
  random: Random,
  invoices: readonly OpenInvoicePlan[],
  firms: Firms,
  milestones: Milestones,
): Step {
  const ms = Math.max(...invoices.map((invoice) => datesOf(invoice, firms.exporter, milestones).dueMs));
  const currency = invoices[0]?.amount.currency ?? '';
  const amounts = invoices.map(({ amount }) => toMoney(amount));
  return creditStep(random, { ...firms, amount: toMoneyJson(sum(currency, amounts)), ms, names: invoices });
}

/** A credit that names no invoice, and belongs to none. */
export function strayCredit(random: Random, firms: Firms, ms: number): Step {
  const amount = { amount: `${random.int(300, 9_000)}.00`, currency: 'USD' };
  return creditStep(random, { ...firms, amount, ms, names: [] });
}

type StepOf<Do extends Step['do']> = Extract<Step, { do: Do }>;
type BookStep = StepOf<'book'>;

/** The bank gives a credit back some days later: all of it, or half. */
function returnStep(
  random: Random,
  exporter: Firm,
  { credit, occurredMs, recordedMs }: BookStep,
): StepOf<'give-back'> {
  const place = bankPlace(exporter.bank);
  const bookedMs = officeTime(place, occurredMs + random.int(2, 9) * DAY_MS);
  const bookedOn = localDay(place, bookedMs);
  const day = bookedOn.replaceAll('-', '').slice(2);
  const serial = (): string => random.next().toString(16).padStart(8, '0').toUpperCase();
  const [half = credit.amount] = apportion(toMoney(credit.amount), [1n, 1n]).map(toMoneyJson);
  const isWhole = random.chance(0.75) || toMoney(credit.amount).minor < 100n;
  const back: ReturnPlan = {
    credit,
    amount: isWhole ? credit.amount : half,
    reason: random.pick(REASONS),
    bookedOn,
    accountServicerReference: `${day}/RJ${serial()}`,
    ...(credit.messageId !== undefined && { messageId: `CAMT054-${day}-${serial()}` }),
  };
  const toldMs = bookedMs + random.int(5, 400) * MINUTE_MS;
  // Never before its credit, which the bank may have found days later.
  const step = { occurredMs: bookedMs, recordedMs: Math.max(toldMs, recordedMs + HOUR_MS) };
  return { do: 'give-back', back, place, ...step };
}

/** When an invoice's terms start and when it is due, at the creditor's bank. */
function datesOf(
  { terms }: OpenInvoicePlan,
  exporter: Firm,
  { invoicedMs, dispatchMs, deliveryMs, clearedMs }: Milestones,
): { readonly startsMs: number; readonly dueMs: number } {
  const startsMs = {
    'invoice-date': invoicedMs,
    dispatch: dispatchMs,
    'import-clearance': clearedMs.import ?? deliveryMs,
    delivery: deliveryMs,
  }[terms.trigger];
  const dueOn = dueDate(localDay(bankPlace(exporter.bank), startsMs), terms.days);
  return { startsMs, dueMs: Date.parse(`${dueOn}T05:00:00Z`) };
}

function creditStep(
  random: Random,
  details: Firms & {
    readonly amount: MoneyJson;
    readonly ms: number;
    readonly names: readonly InvoicePlan[];
  },
): BookStep {
  const { exporter, importer, amount, ms, names } = details;
  const place = bankPlace(exporter.bank);
  const bookedMs = officeTime(place, ms);
  const bookedOn = localDay(place, bookedMs);
  const inFile = random.chance(0.75);
  const day = bookedOn.replaceAll('-', '').slice(2);
  const serial = (): string => random.next().toString(16).padStart(8, '0').toUpperCase();
  const hasReference = inFile || random.chance(0.6);
  const [first, ...others] = names;
  const endToEnd = others.length === 0 && random.chance(0.5) ? first : undefined;
  const credit: CreditPlan = {
    bank: exporter.bank,
    account: exporter.account,
    amount,
    bookedOn,
    valueDate: bookedOn,
    format: inFile ? 'camt.054.001.08' : 'json',
    ...(inFile && { messageId: `CAMT054-${day}-${serial()}` }),
    // Without the bank's own reference only the UETR tells two payments of one invoice apart.
    ...((!hasReference || random.chance(0.5)) && { uetr: random.uuid() }),
    ...(hasReference && { accountServicerReference: `${day}/${serial()}` }),
    ...(endToEnd ? { endToEnd } : { remittance: { text: random.pick(first ? NAMING : VAGUE), names } }),
    debtorName: importer.name,
    // A camt.054 tells it, a bank's own JSON does not.
    ...(inFile && { debtorAgent: bankBic(importer.bank) }),
    creditorName: exporter.name,
  };
  // Banks send what they booked within the day; one in thirty finds it days later.
  const delayMinutes = random.chance(0.03) ? random.int(1_440, 6_000) : random.int(5, 400);
  const recordedMs = bookedMs + delayMinutes * MINUTE_MS + random.int(0, 59_999);
  return { do: 'book', credit, place, occurredMs: bookedMs, recordedMs };
}

import { derivedId } from '@corridor/contracts';
import type { CreditChanges, CreditDocument, CreditTerms, TransportMode } from '@corridor/domain';
import { divideHalfEven, type Money, type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import type { Firm } from '../corridor/firms.js';
import type { LetterDeal } from '../corridor/letter-deals.js';
import { DAY_MS, localDay } from '../corridor/local-time.js';
import type { Milestones } from './journey.js';
import type { InvoicePlan } from './steps.js';

/** A letter of credit, as it will be issued, and the papers that will be drawn on. */
export interface LetterPlan {
  readonly letterOfCreditId: string;
  readonly number: string;
  readonly deal: LetterDeal;
  readonly terms: CreditTerms;
  readonly margin?: MoneyJson;
  readonly invoice: InvoicePlan;
  readonly invoiceSha256: string;
  /** Absent where nothing is shipped. */
  readonly transportDocument?: CreditDocument & { readonly documentId: string };
}

/** The sale that a letter of credit is for. */
export interface LetterSale {
  readonly deal: LetterDeal;
  readonly exporter: Firm;
  readonly importer: Firm;
  readonly consignmentId: string;
  readonly total: Money;
  readonly startMs: number;
  readonly mode: TransportMode;
  readonly invoice: InvoicePlan;
  readonly milestones: Milestones | undefined;
}

const HOURS_A_DAY = 24;
/** UN/EDIFACT 1001: what goods are carried under. */
export const CARRIED_UNDER: Readonly<Record<TransportMode, string>> = {
  road: '730',
  rail: '720',
  sea: '705',
  air: '740',
};
export const CERTIFICATE_OF_ORIGIN = '861';
export const PACKING_LIST = '271';
export const COMMERCIAL_INVOICE = '380';
const PRESENTATION_DAYS = 21;

/** Of whom nothing is shipped. */
export function isUnshipped({ story }: LetterDeal): boolean {
  return story === 'expired' || story === 'cancelled';
}

/** Hours from the sale until goods are ready, or the buyer is out of it: the letter of credit comes first. */
export function readyHours({ story }: LetterDeal): readonly [number, number] {
  const days = story === 'expired' ? [25, 40] : story === 'cancelled' ? [14, 20] : [12, 18];
  return [(days[0] ?? 0) * HOURS_A_DAY, (days[1] ?? 0) * HOURS_A_DAY];
}

/** The number that the issuing bank gives it, and the id that follows from that. */
export function letterIdOf(importer: Firm, index: number, startMs: number) {
  const year = new Date(startMs).getUTCFullYear();
  const number = `ILC-${year}-${String(index + 1).padStart(3, '0')}`;
  const letterOfCreditId = derivedId(
    'corridor-ledger letter of credit v1',
    importer.bank,
    number.toLowerCase(),
  );
  return { letterOfCreditId, number };
}

/** The one invoice of a sale under a letter of credit. */
export function letterInvoice(
  { availableBy, tenor }: LetterDeal,
  letterOfCreditId: string,
  total: Money,
): InvoicePlan {
  const trigger = availableBy === 'acceptance' ? 'acceptance' : 'complying-presentation';
  return {
    amount: toMoneyJson(total),
    terms: { method: 'letter-of-credit', letterOfCreditId, trigger, days: tenor?.days ?? 0 },
  };
}

/** By what terms it is issued, and what an amendment changes of them. `place`: where documents are to be by its expiry. */
export function letterTerms(
  { deal, total, milestones, exporter, consignmentId, mode }: LetterSale,
  issuedOn: string,
  place: string,
): {
  readonly terms: CreditTerms;
  readonly changes?: CreditChanges;
} {
  const { availableBy, tenor, amendment, story } = deal;
  const shippedOn = milestones && localDay(exporter.place, milestones.dispatchMs);
  const last = shippedOn === undefined ? addDays(issuedOn, 30) : addDays(shippedOn, 12);
  const early = story === 'waived' || amendment === 'extended';
  const latest = early && shippedOn !== undefined ? addDays(shippedOn, -4) : last;
  const expiry = (on: string) => ({ on: addDays(on, PRESENTATION_DAYS), place });
  const [times, of] = amendment === 'raised' ? [9n, 10n] : story === 'half-drawn' ? [2n, 1n] : [1n, 1n];
  const terms: CreditTerms = {
    amount: toMoneyJson({ minor: (total.minor * times) / of, currency: total.currency }),
    expiry: expiry(latest),
    latestShipmentOn: latest,
    partialShipments: story === 'half-drawn',
    transhipment: true,
    availableBy,
    ...(tenor && { tenor }),
    documentsRequired: [COMMERCIAL_INVOICE, CARRIED_UNDER[mode], CERTIFICATE_OF_ORIGIN, PACKING_LIST],
    presentationPeriodDays: PRESENTATION_DAYS,
    consignmentIds: [consignmentId],
  };
  if (amendment === 'raised') return { terms, changes: { amount: toMoneyJson(total) } };
  if (amendment === 'extended') return { terms, changes: { latestShipmentOn: last, expiry: expiry(last) } };
  return { terms };
}

/** So many hundredths of an amount. */
export function percentOf({ amount, currency }: MoneyJson, percent: number): MoneyJson {
  const { minor } = toMoney({ amount, currency });
  return toMoneyJson({ minor: divideHalfEven(minor * BigInt(percent), 100n), currency });
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

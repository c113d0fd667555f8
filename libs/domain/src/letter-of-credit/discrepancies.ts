import { type BankCalendar, bankingDayFrom } from '../bank-calendar/banking-days.js';
import { dueDate } from '../calendar.js';
import { millionths } from '../decimal.js';
import { boundsOfSingleDrawing, isQuantityAtLeast, isQuantityAtMost } from './article-30.js';
import { isInTime } from './expiry.js';
import type { Discrepancy } from './letter-of-credit.events.js';
import { isDrawing, type KnownCredit, type Presentation } from './letter-of-credit-state.js';
import { presentedTwice } from './presented-twice.js';
import { shippedOnOf, transportDocumentsOf } from './shipment.js';

/**
 * What the record itself shows that does not comply; whether the papers say what they should, only a bank can see. In the order of
 * DISCREPANCY_CODES.
 * @param number of the presentation, from 1.
 * @param calendars of the bank that it was presented to.
 */
export function discrepanciesOf(
  state: KnownCredit,
  number: number,
  calendars: readonly BankCalendar[],
): readonly Discrepancy[] {
  const presentation = state.presentations[number - 1];
  if (!presentation) return [];
  return [
    ...lateness(state, presentation, calendars),
    ...missingDocuments(state, presentation),
    ...incompleteness(state, presentation, number),
    ...foreignPapers(state, presentation),
    ...presentedTwice(state, number),
  ];
}

function lateness(
  state: KnownCredit,
  presentation: Presentation,
  calendars: readonly BankCalendar[],
): readonly Discrepancy[] {
  const { made } = presentation;
  const { expiry, latestShipmentOn, presentationPeriodDays } = state.terms;
  const found: Discrepancy[] = [];
  if (!isInTime(state, made, calendars)) {
    const description = `Presented on ${made.presentedOn}; the credit expired on ${expiry.on}`;
    found.push({ code: 'credit-expired', description });
  }
  const shippedOn = shippedOnOf(state, made);
  if (shippedOn === undefined) return found;
  // The period is one of presentations with a transport document (article 14(c)), and begins with the shipment, whatever day far ahead is told as that.
  const isOfPeriod = transportDocumentsOf(made).length > 0 && shippedOn <= made.presentedOn;
  if (
    isOfPeriod &&
    made.presentedOn > bankingDayFrom(dueDate(shippedOn, presentationPeriodDays), calendars)
  ) {
    const description = `Presented on ${made.presentedOn}, more than ${presentationPeriodDays} days after shipment on ${shippedOn}`;
    found.push({ code: 'late-presentation', description });
  }
  // Unlike that for presentation, this day is not put off where banks are shut (article 29(c)).
  if (latestShipmentOn !== undefined && shippedOn > latestShipmentOn) {
    const description = `Shipped on ${shippedOn}; the latest date was ${latestShipmentOn}`;
    found.push({ code: 'late-shipment', description });
  }
  return found;
}

function missingDocuments({ terms }: KnownCredit, { made }: Presentation): readonly Discrepancy[] {
  const there = new Set(made.documents.map(({ typeCode }) => typeCode));
  return terms.documentsRequired
    .filter((typeCode) => !there.has(typeCode))
    .map((typeCode) => ({
      code: 'document-missing',
      description: `No document of type ${typeCode} was presented`,
      typeCode,
    }));
}

function incompleteness(
  { terms, presentations }: KnownCredit,
  { amount, made }: Presentation,
  number: number,
): readonly Discrepancy[] {
  const before = presentations.slice(0, number - 1).filter(isDrawing);
  const found: Discrepancy[] = [];
  if (!terms.partialShipments) {
    if (before.length > 0) {
      const description = 'Another drawing was made, and partial shipments are not allowed';
      found.push({ code: 'partial-shipment', description });
    } else if (amount < boundsOfSingleDrawing(terms).least) {
      const description = `${made.amount.amount} ${made.amount.currency} are less than the credit asks for`;
      found.push({ code: 'short-drawn', description });
    }
  }
  const { quantity: asked } = terms;
  if (!asked) return found;
  // Papers that do not tell it are presented none the less, as those that are not all there.
  if (made.quantity === undefined) {
    const description = `It is not told how much was shipped, where the credit asks for ${asked.quantity} ${asked.unit}`;
    return [...found, { code: 'quantity-differs', description }];
  }
  const shipped = millionths(made.quantity);
  const whole = before.reduce((total, each) => total + millionths(each.made.quantity ?? '0'), shipped);
  const isWithin =
    isQuantityAtMost(whole, asked) && (terms.partialShipments || isQuantityAtLeast(shipped, asked));
  if (!isWithin) {
    const description = `${made.quantity} ${asked.unit} were shipped where the credit asks for ${asked.quantity}`;
    found.push({ code: 'quantity-differs', description });
  }
  return found;
}

/** Of a consignment of the ledger, the paper that it goes under is known. */
function foreignPapers({ transportDocuments }: KnownCredit, { made }: Presentation): readonly Discrepancy[] {
  if (made.consignmentId === undefined) return [];
  const own = transportDocuments.filter(({ consignmentId }) => consignmentId === made.consignmentId);
  return transportDocumentsOf(made)
    .filter(
      (paper) =>
        !own.some(
          ({ sha256, typeCode, number }) =>
            sha256 === paper.sha256 || (typeCode === paper.typeCode && number === paper.number),
        ),
    )
    .map(({ number, typeCode }) => ({
      code: 'transport-document-unknown',
      description: `"${number}" is no document of the consignment`.slice(0, 512),
      typeCode,
    }));
}

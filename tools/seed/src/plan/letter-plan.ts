import {
  bankingDayFrom,
  type CreditChanges,
  type CreditDocument,
  type CreditTerms,
  dayAfter,
  dueDate,
} from '@corridor/domain';
import { publishedCalendar } from '@corridor/reference-data';
import { bankBic, bankPlace } from '../corridor/firms.js';
import { HOUR_MS, localDay, localTime, MINUTE_MS, officeTime } from '../corridor/local-time.js';
import type { Random } from '../random.js';
import type { Milestones } from './journey.js';
import {
  CARRIED_UNDER,
  CERTIFICATE_OF_ORIGIN,
  type LetterPlan,
  type LetterSale,
  letterTerms,
  PACKING_LIST,
  percentOf,
  readyHours,
} from './letter-terms.js';
import type { LetterAct, LetterParty, Step } from './steps.js';

const HOURS_A_DAY = 24;

/** All that becomes of a letter of credit. */
export function planLetter(
  random: Random,
  sale: LetterSale,
  ids: Pick<LetterPlan, 'letterOfCreditId' | 'number'>,
): { readonly letter: LetterPlan; readonly steps: readonly Step[] } {
  return new LetterPlanner(random, sale).plan(ids);
}

/** A letter of credit from its issue to its end, in the order in which the banks act. */
class LetterPlanner {
  private readonly steps: Step[] = [];
  private now: number;
  private presentation = 0;
  private readonly places: Readonly<Record<LetterParty, string>>;
  /** The bank that has the documents first, and pays. */
  private readonly payer: 'issuing-bank' | 'exporters-bank';

  constructor(
    private readonly random: Random,
    private readonly sale: LetterSale,
  ) {
    const { deal, exporter, importer, startMs } = sale;
    this.now = startMs;
    this.payer = deal.documentsAt;
    const [issuing, exporters] = [bankPlace(importer.bank), bankPlace(exporter.bank)];
    this.places = {
      'issuing-bank': issuing,
      'exporters-bank': exporters,
      applicant: importer.place,
      beneficiary: exporter.place,
      process: deal.documentsAt === 'issuing-bank' ? issuing : exporters,
    };
  }

  plan(ids: Pick<LetterPlan, 'letterOfCreditId' | 'number'>): {
    readonly letter: LetterPlan;
    readonly steps: readonly Step[];
  } {
    const { random, sale } = this;
    const { deal, milestones } = sale;
    const issuedMs = this.later('issuing-bank', 24, 60);
    const issuedOn = localDay(this.places['issuing-bank'], issuedMs);
    const { terms, changes } = letterTerms(sale, issuedOn, this.places.process);
    const transportDocument = milestones && this.transportDocument(milestones.dispatchMs);
    const { marginPercent } = deal;
    const letter: LetterPlan = {
      ...{ ...ids, deal, terms, invoice: sale.invoice, invoiceSha256: this.sha256() },
      ...(marginPercent !== undefined && { margin: percentOf(terms.amount, marginPercent) }),
      ...(transportDocument && { transportDocument }),
    };
    this.add('issuing-bank', { type: 'IssueCredit', data: {} });
    this.opening(changes);
    if (milestones && transportDocument) {
      const attachedMs = milestones.dispatchMs + random.int(5, 20) * HOUR_MS;
      const place = this.places.beneficiary;
      const times = { occurredMs: attachedMs, recordedMs: attachedMs + random.int(5, 50) * MINUTE_MS };
      this.steps.push({ do: 'attach-paper', place, ...times });
      this.now = Math.max(this.now, attachedMs);
      this.drawing(letter, milestones);
    } else if (deal.story === 'cancelled') {
      this.now = Math.max(this.now, sale.startMs + readyHours(deal)[1] * HOUR_MS);
      this.later('issuing-bank', 30, 90);
      this.add('issuing-bank', { type: 'AgreeToCancellation', data: { by: 'issuing-bank' } });
      this.later('beneficiary', 20, 60);
      this.add('beneficiary', { type: 'AgreeToCancellation', data: { by: 'beneficiary' } });
    }
    this.expiry(changes?.expiry ?? terms.expiry);
    return { letter, steps: this.steps };
  }

  /** Advice, confirmation and amendment. */
  private opening(changes: CreditChanges | undefined): void {
    const { confirmation } = this.sale.deal;
    this.later('exporters-bank', 20, 50);
    this.add('exporters-bank', { type: 'AdviseCredit', data: {} });
    if (confirmation) {
      this.later('exporters-bank', 3, 24);
      const reason = 'No line for the issuing bank is free';
      if (confirmation === 'given') this.add('exporters-bank', { type: 'ConfirmCredit', data: {} });
      else this.add('exporters-bank', { type: 'DeclineConfirmation', data: { reason } });
    }
    if (!changes) return;
    this.later('issuing-bank', 24, 60);
    this.add('issuing-bank', { type: 'ProposeAmendment', data: { changes } });
    if (confirmation === 'given') {
      this.later('exporters-bank', 18, 30);
      this.add('exporters-bank', {
        type: 'AdviseAmendment',
        data: { amendment: 1, confirmationExtended: true },
      });
    }
    this.later('beneficiary', 12, 30);
    this.add('beneficiary', { type: 'AcceptAmendment', data: { amendment: 1 } });
  }

  /** Documents, what the bank finds in them, and the money. */
  private drawing(letter: LetterPlan, { dispatchMs }: Milestones): void {
    const { deal } = this.sale;
    const { story, tenor } = deal;
    this.now = Math.max(this.now, dispatchMs);
    this.later(this.payer, 6 * HOURS_A_DAY, 9 * HOURS_A_DAY);
    let presentedOn = this.present(letter, story === 'presented-again');
    this.later(this.payer, 26, 60);
    if (story === 'presented-again') {
      const description = 'No certificate of origin was presented';
      this.refuse({ code: 'document-missing', description, typeCode: CERTIFICATE_OF_ORIGIN }, 'returning');
      this.later(this.payer, 40, 90);
      presentedOn = this.present(letter, false);
      this.later(this.payer, 26, 60);
    }
    if (story === 'waived') {
      this.refuse(
        { code: 'late-shipment', description: `Shipped behind ${letter.terms.latestShipmentOn}` },
        'holding-for-waiver',
      );
      this.later('applicant', 24, 50);
      this.on('applicant', 'WaiveDiscrepancies');
      this.later('issuing-bank', 4, 24);
      this.on('issuing-bank', 'AgreeToWaiver');
    } else {
      this.on(this.payer, 'FindComplying');
    }
    if (deal.availableBy === 'acceptance') {
      this.later(this.payer, 4, 30);
      this.on(this.payer, 'AcceptDraft');
    }
    const acceptedOn = localDay(this.places[this.payer], this.now);
    const shippedOn = letter.transportDocument?.issuedOn ?? presentedOn;
    const from = { sight: presentedOn, acceptance: acceptedOn, shipment: shippedOn };
    this.later(this.payer, 18, 40);
    if (tenor) this.now = Math.max(this.now, this.morning(dueDate(from[tenor.from], tenor.days)));
    this.pay(letter);
  }

  private pay(letter: LetterPlan): void {
    const { random, payer } = this;
    const { deal, exporter, importer, invoice } = this.sale;
    const uetr = random.uuid();
    const paying =
      deal.availableBy === 'negotiation' ? 'NegotiatePresentation' : ('HonourPresentation' as const);
    this.on(payer, paying, { uetr });
    const place = this.places['exporters-bank'];
    const bookedMs = officeTime(place, this.now + (payer === 'exporters-bank' ? 1 : 22) * HOUR_MS);
    const bookedOn = localDay(place, bookedMs);
    const day = bookedOn.replaceAll('-', '').slice(2);
    const serial = (): string => random.next().toString(16).padStart(8, '0').toUpperCase();
    this.steps.push({
      do: 'book',
      credit: {
        ...{ bank: exporter.bank, account: exporter.account, amount: invoice.amount, bookedOn },
        ...{ valueDate: bookedOn, format: 'camt.054.001.08', messageId: `CAMT054-${day}-${serial()}` },
        ...{ uetr, accountServicerReference: `${day}/${serial()}` },
        remittance: { text: `Documentary credit ${letter.number}`, names: [] },
        ...{ debtorName: importer.name, debtorAgent: bankBic(importer.bank), creditorName: exporter.name },
      },
      place,
      occurredMs: bookedMs,
      recordedMs: bookedMs + random.int(45, 240) * MINUTE_MS,
    });
    if (payer === 'exporters-bank') {
      this.later('issuing-bank', 48, 96);
      this.on('issuing-bank', 'ReimburseBank', { uetr: random.uuid() });
    }
    // What is drawn in full is closed; what is not, once it has expired.
    if (deal.story === 'half-drawn') return;
    this.later('issuing-bank', 5 * HOURS_A_DAY, 9 * HOURS_A_DAY);
    this.add('issuing-bank', { type: 'CloseCredit', data: {} });
  }

  /** The ledger marks it in the first minutes behind the last day, where the credit is still open then. */
  private expiry({ on, place }: CreditTerms['expiry']): void {
    const lastDay = bankingDayFrom(on, [publishedCalendar(place.slice(0, 2))]);
    const ms = startOf(dayAfter(lastDay), place) + this.random.int(1, 20) * MINUTE_MS;
    this.steps.push({
      ...{ do: 'letter', by: 'process', act: { type: 'ExpireCredit', data: {} }, place },
      ...{ occurredMs: ms, recordedMs: ms },
    });
  }

  private present(letter: LetterPlan, isLacking: boolean): string {
    const { exporter, invoice, consignmentId } = this.sale;
    const { issuedOn = '' } = letter.transportDocument ?? {};
    const paper = (typeCode: string, number: string): CreditDocument => {
      return { typeCode, number, issuer: exporter.name, issuedOn, sha256: this.sha256() };
    };
    const documents = [
      ...(letter.transportDocument ? [paperOf(letter.transportDocument)] : []),
      ...(isLacking ? [] : [paper(CERTIFICATE_OF_ORIGIN, `CO-${this.serial()}`)]),
      paper(PACKING_LIST, `PL-${this.serial()}`),
    ];
    this.presentation += 1;
    const data = { consignmentId, amount: invoice.amount, shippedOn: issuedOn, documents };
    this.add('beneficiary', { type: 'PresentDocuments', data }, this.places[this.payer]);
    return localDay(this.places[this.payer], this.now);
  }

  private refuse(
    discrepancy: Extract<LetterAct, { type: 'RefusePresentation' }>['data']['discrepancies'][number],
    disposal: Extract<LetterAct, { type: 'RefusePresentation' }>['data']['disposal'],
  ): void {
    const { presentation } = this;
    this.add(this.payer, {
      type: 'RefusePresentation',
      data: { presentation, discrepancies: [discrepancy], disposal },
    });
  }

  /** A step on the presentation that was made last. */
  private on(
    by: LetterParty,
    type: Extract<LetterAct, { data: { presentation: number; uetr?: string } }>['type'],
    more: { readonly uetr?: string } = {},
  ): void {
    this.add(by, { type, data: { presentation: this.presentation, ...more } } as LetterAct);
  }

  private add(by: LetterParty, act: LetterAct, place = this.places[by]): void {
    const recordedMs = this.now + this.random.int(3, 40) * MINUTE_MS;
    this.steps.push({ do: 'letter', by, act, place, occurredMs: this.now, recordedMs });
  }

  private transportDocument(dispatchMs: number) {
    const { exporter, mode } = this.sale;
    const typeCode = CARRIED_UNDER[mode];
    return {
      ...{ documentId: this.random.uuid(), typeCode, number: `${typeCode}-${this.serial()}` },
      ...{ issuer: 'Demo Carriers', issuedOn: localDay(exporter.place, dispatchMs), sha256: this.sha256() },
    };
  }

  /** In the office hours of whoever acts next. */
  private later(by: LetterParty, hoursLeast: number, hoursMost: number): number {
    const minutes = Math.round(this.random.between(hoursLeast, hoursMost) * 60);
    this.now = officeTime(this.places[by], this.now + minutes * MINUTE_MS);
    return this.now;
  }

  /** Ten o'clock at the bank that pays, on the first day from `day` on that is no weekend. */
  private morning(day: string): number {
    const place = this.places[this.payer];
    return officeTime(place, startOf(day, place) + 10 * HOUR_MS);
  }

  private serial(): string {
    return String(this.random.int(100_000, 999_999));
  }

  private sha256(): string {
    return Array.from({ length: 8 }, () => this.random.next().toString(16).padStart(8, '0')).join('');
  }
}

function paperOf({ documentId: _, ...paper }: NonNullable<LetterPlan['transportDocument']>): CreditDocument {
  return paper;
}

/** The first instant of a day at a place. */
function startOf(day: string, place: string): number {
  const offset = localTime(place, Date.parse(`${day}T00:00:00Z`)).slice(19);
  return Date.parse(`${day}T00:00:00${offset}`);
}

import {
  type CreditDocument,
  isOpen,
  type LetterOfCreditCommand,
  type LetterOfCreditEvent,
  type LetterOfCreditState,
  letterOfCredit,
  type PlaceOfExpiry,
} from '@corridor/domain';
import { publishedCalendar } from '@corridor/reference-data';
import { bankBic, bankPlace, type Firm, partyOf } from '../corridor/firms.js';
import { COMMERCIAL_INVOICE, type LetterPlan } from '../plan/letter-terms.js';
import type { InvoicePlan, LetterAct, LetterParty } from '../plan/steps.js';
import { type Append, participants, Stream } from './stream.js';

type PaperOf = (invoice: InvoicePlan) => Pick<CreditDocument, 'number' | 'issuer' | 'issuedOn'>;

/** The letter of credit of a consignment, as payments-settlement and its process manager decide it. */
export class Letter {
  private readonly stream: Stream<LetterOfCreditCommand, LetterOfCreditEvent, LetterOfCreditState>;
  private readonly issuer: string;
  private readonly exportersBank: string;

  constructor(
    private readonly plan: LetterPlan,
    private readonly exporter: Firm,
    private readonly importer: Firm,
  ) {
    this.issuer = importer.bank;
    this.exportersBank = exporter.bank;
    const sides = participants(importer.id, exporter.id, this.issuer, this.exportersBank);
    this.stream = new Stream('lc', plan.letterOfCreditId, letterOfCredit, sides);
  }

  /** @param paperOf what an invoice says of itself. @returns nothing where it is over when its last day is. @throws Rejection as the decider says. */
  perform(
    act: LetterAct,
    by: LetterParty,
    occurredAt: string,
    paperOf: PaperOf,
  ): Append<LetterOfCreditEvent> | undefined {
    const { state } = this.stream;
    if (act.type === 'ExpireCredit' && (state.status === 'unknown' || !isOpen(state))) return undefined;
    return this.stream.decide(this.command(act, by, occurredAt, paperOf));
  }

  /** What the ledger itself tells it of its consignment. */
  takeUp(command: LetterOfCreditCommand): Append<LetterOfCreditEvent> | undefined {
    return this.stream.decide(command);
  }

  actorOf(by: LetterParty): string {
    const actors: Readonly<Record<LetterParty, string>> = {
      'issuing-bank': `bank:${this.issuer}`,
      'exporters-bank': `bank:${this.exportersBank}`,
      applicant: `trader:${this.importer.id}`,
      beneficiary: `trader:${this.exporter.id}`,
      process: 'process:payments-settlement',
    };
    return actors[by];
  }

  private command(
    { type, data }: LetterAct,
    by: LetterParty,
    occurredAt: string,
    paperOf: PaperOf,
  ): LetterOfCreditCommand {
    const today = occurredAt.slice(0, 10);
    const bank = by === 'exporters-bank' ? this.exportersBank : this.issuer;
    const { documentsAt } = this.plan.deal;
    const paying = documentsAt === 'exporters-bank' ? this.exportersBank : this.issuer;
    const calendars = [publishedCalendar(bankPlace(paying).slice(0, 2))];
    switch (type) {
      case 'IssueCredit':
        return { type, occurredAt, data: this.issue() };
      case 'PresentDocuments': {
        const { invoice, invoiceSha256: sha256 } = this.plan;
        const documents = [{ typeCode: COMMERCIAL_INVOICE, ...paperOf(invoice), sha256 }, ...data.documents];
        return { type, occurredAt, data: { ...data, documents, presentedTo: paying, calendars, today } };
      }
      case 'FindComplying':
        return { type, occurredAt, data: { ...data, bank, calendars, today } };
      case 'RefusePresentation':
        return { type, occurredAt, data: { ...data, bank, today } };
      case 'ExpireCredit': {
        const { place } = this.plan.terms.expiry;
        const places: readonly PlaceOfExpiry[] = [{ place, today, calendars }];
        return { type, occurredAt, data: { places } };
      }
      case 'AdviseCredit':
      case 'ConfirmCredit':
      case 'DeclineConfirmation':
      case 'AdviseAmendment':
      case 'AcceptDraft':
      case 'HonourPresentation':
      case 'NegotiatePresentation':
        return { type, occurredAt, data: { ...data, bank } } as LetterOfCreditCommand;
      default:
        return { type, occurredAt, data } as LetterOfCreditCommand;
    }
  }

  private issue(): Extract<LetterOfCreditCommand, { type: 'IssueCredit' }>['data'] {
    const { letterOfCreditId, number, terms, margin, deal } = this.plan;
    const issuingBank = bankOf(this.issuer);
    const exportersBank = bankOf(this.exportersBank);
    return {
      ...{ letterOfCreditId, number, applicant: partyOf(this.importer), beneficiary: partyOf(this.exporter) },
      ...{ issuingBank, advisingBank: exportersBank },
      ...(deal.documentsAt === 'exporters-bank' && { nominatedBank: exportersBank }),
      ...(deal.confirmation && { confirmingBank: exportersBank }),
      ...{ terms, ...(margin && { margin }), chargesFor: 'shared' },
    };
  }
}

function bankOf(participantId: string) {
  return { participantId, country: bankPlace(participantId).slice(0, 2), bic: bankBic(participantId) };
}

import { consignment, dueDate, invoice, obligation, settlement } from '@corridor/domain';
import { uuid } from './teller.spec-kit.js';
import { BANK, EXPORTER, IMPORTER, TradeStory, usd } from './trade-story.spec-kit.js';

/** What becomes of goods and of the money for them. */
export class Story extends TradeStory {
  /** Registers an invoice and attaches it, in one append. */
  charge(id: number, of: number, amount: string, at: string): void {
    this.tellTogether(() => {
      this.tell(invoice, `invoice-${uuid(id)}`, {
        type: 'RegisterInvoice',
        occurredAt: at,
        data: {
          invoiceId: uuid(id),
          invoiceNumber: `INV-${id}`,
          consignmentId: uuid(of),
          creditor: EXPORTER,
          debtor: IMPORTER,
          creditorBank: BANK,
          amount: usd(amount),
          issuedOn: at.slice(0, 10),
          terms: { method: 'open-account', trigger: 'dispatch', days: 30 },
        },
      });
      const data = { consignmentId: uuid(of), invoiceId: uuid(id) };
      this.tell(consignment, `consignment-${uuid(of)}`, { type: 'AttachInvoice', occurredAt: at, data });
    });
  }

  owe(id: number, of: number, amount: string, at: string): void {
    const termsStartedOn = at.slice(0, 10);
    this.tell(obligation, `obligation-${uuid(id)}`, {
      type: 'RaiseObligation',
      occurredAt: at,
      data: {
        obligationId: uuid(id),
        invoiceId: uuid(id),
        invoiceNumber: `INV-${id}`,
        consignmentId: uuid(of),
        creditor: EXPORTER.participantId,
        debtor: IMPORTER.participantId,
        creditorBank: BANK,
        amount: usd(amount),
        method: 'open-account',
        trigger: 'dispatch',
        termsStartedOn,
        dueOn: dueDate(termsStartedOn, 30),
      },
    });
  }

  /** Money is booked, and pays an obligation as far as it goes. */
  pay(settlementId: number, id: number, of: number, amount: string, at: string): void {
    const stream = `settlement-${uuid(settlementId)}`;
    const valueDate = at.slice(0, 10);
    this.tell(settlement, stream, {
      type: 'BookSettlement',
      occurredAt: at,
      data: {
        settlementId: uuid(settlementId),
        bank: BANK,
        basis: 'booked-credit',
        account: 'PK36SCBL0000001123456702',
        references: { remittance: [`INV-${id}`] },
        amount: usd(amount),
        bookedOn: valueDate,
        valueDate,
        format: 'json',
      },
    });
    this.tellTogether(() => {
      const ids = { obligationId: uuid(id), invoiceId: uuid(id), consignmentId: uuid(of) };
      const data = { ...ids, amount: usd(amount), by: 'remittance' } as const;
      this.tell(settlement, stream, { type: 'AllocateSettlement', occurredAt: at, data });
      this.tell(obligation, `obligation-${uuid(id)}`, {
        type: 'ApplyPayment',
        occurredAt: at,
        data: { settlementId: uuid(settlementId), amount: usd(amount), valueDate },
      });
    });
  }

  /** The consignment learns that an invoice is paid in full. */
  settle(id: number, of: number, settledOn: string, at: string): void {
    const data = { ...this.toldBy(id, of), settledOn };
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'SettleInvoice', occurredAt: at, data });
  }

  /** Its creditor takes an invoice back, and the consignment learns of it. */
  withdraw(id: number, of: number, at: string): void {
    const ids = { consignmentId: uuid(of), invoiceId: uuid(id) };
    this.tell(obligation, `obligation-${uuid(id)}`, {
      type: 'WithdrawInvoice',
      occurredAt: at,
      data: {
        ...ids,
        obligationId: uuid(id),
        creditor: EXPORTER.participantId,
        debtor: IMPORTER.participantId,
        creditorBank: BANK,
        withdrawnOn: at.slice(0, 10),
        reason: 'Sent twice',
      },
    });
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'DetachInvoice', occurredAt: at, data: ids });
  }

  /** A bank gives a payment of an invoice back, a part of it or all. */
  giveBack(settlementId: number, id: number, amount: string, at: string): void {
    const valueDate = at.slice(0, 10);
    const back = { returnId: uuid(settlementId + 100_000), amount: usd(amount), valueDate };
    this.tellTogether(() => {
      this.tell(settlement, `settlement-${uuid(settlementId)}`, {
        type: 'ReturnSettlement',
        occurredAt: at,
        data: { ...back, bookedOn: valueDate, references: { remittance: [] }, format: 'json' },
      });
      this.tell(obligation, `obligation-${uuid(id)}`, {
        type: 'ReturnPayment',
        occurredAt: at,
        data: { settlementId: uuid(settlementId), ...back },
      });
    });
  }

  /** The consignment learns that a payment was returned. */
  reopen(id: number, of: number, outstanding: string, paid: string, at: string): void {
    const data = { ...this.toldBy(id, of), outstanding: usd(outstanding), paid: usd(paid) };
    this.tell(consignment, `consignment-${uuid(of)}`, { type: 'ReturnInvoicePayment', occurredAt: at, data });
  }

  /** Of an invoice, in the version that its obligation has come to. */
  private toldBy(id: number, of: number) {
    const obligationVersion = this.histories.get(`obligation-${uuid(id)}`)?.length ?? 1;
    return { consignmentId: uuid(of), invoiceId: uuid(id), obligationVersion };
  }
}

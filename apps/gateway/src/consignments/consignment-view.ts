import { sectorOf } from '@corridor/reference-data';
import { money } from '../graphql/money.type.js';
import type { Consignment } from '../read/entities/consignment.entity.js';
import type { Invoice } from '../read/entities/invoice.entity.js';
import type { ConsignmentType, InvoiceType } from './consignment.types.js';

export function toConsignment(row: Consignment): ConsignmentType {
  return {
    id: row.id,
    status: row.status,
    exporter: { participantId: row.exporterId, name: row.exporterName, country: row.exporterCountry },
    importer: { participantId: row.importerId, name: row.importerName, country: row.importerCountry },
    origin: row.origin,
    destination: row.destination,
    incoterm: { rule: row.incotermRule, place: row.incotermPlace },
    transportMode: row.transportMode,
    lastLocation: row.lastLocation,
    lines: row.lines.map((line) => ({ ...line, sector: sectorOf(line.hs6) })),
    declaredAt: instant(row.declaredAt),
    dispatchedAt: row.dispatchedAt && instant(row.dispatchedAt),
    deliveredAt: row.deliveredAt && instant(row.deliveredAt),
    exportAcceptedOn: row.exportAcceptedOn,
    importAcceptedOn: row.importAcceptedOn,
    openHolds: row.openHolds,
    settledOn: row.settledOn,
    demo: row.demo,
    firstPosition: Number(row.firstPosition),
    lastPosition: Number(row.lastPosition),
  };
}

export function toInvoice(row: Invoice): InvoiceType {
  return {
    id: row.id,
    invoiceNumber: row.invoiceNumber,
    amount: money(row.amountMinor, row.currency),
    paid: money(row.paidMinor, row.currency),
    creditor: row.creditorId,
    debtor: row.debtorId,
    creditorBank: row.creditorBank,
    issuedOn: row.issuedOn,
    termsTrigger: row.termsTrigger,
    termsDays: row.termsDays,
    termsStartedOn: row.termsStartedOn,
    dueOn: row.dueOn,
    settledOn: row.settledOn,
    withdrawnOn: row.withdrawnOn,
  };
}

/** PostgreSQL writes `2026-03-01 05:00:00.5+00` in a session whose zone is UTC; RFC 3339 wants `2026-03-01T05:00:00.5Z`. */
function instant(text: string): string {
  return text.replace(' ', 'T').replace(/\+00$/, 'Z');
}

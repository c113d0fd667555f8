// Bodies to begin with, of the same invented trade as the fixtures of the events.
import { readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** The data of an event's fixture, with what only the ledger says left out. */
function fixture(name, index, ...fields) {
  const whole = JSON.parse(textOf(`libs/contracts/fixtures/${name}.json`))[index];
  const picked = Object.fromEntries(
    fields.filter((field) => field in whole).map((field) => [field, whole[field]]),
  );
  return JSON.parse(JSON.stringify(picked, (key, value) => (key === 'nameLatin' ? undefined : value)));
}

function textOf(path) {
  return readFileSync(new URL(path, root), 'utf8');
}

const one = (summary, value) => ({
  [summary.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')]: { summary, value },
});

const grain = fixture(
  'ConsignmentDeclared.v2',
  1,
  'exporter',
  'importer',
  'origin',
  'destination',
  'incoterm',
  'lines',
);
const declared = { occurredAt: '2026-03-01T10:00:00+05:00', ...grain };
const scan = {
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-03-09T09:00:00+05:00',
  epcisBody: { eventList: [fixture('EpcisEventCaptured.v1', 0, 'event').event] },
};

/** operationId → `json`, or a media type → examples. */
export const EXAMPLES = {
  consignment_declare: { json: one('Wheat in bulk', declared) },
  bulk_declare: {
    json: one('A line', { reference: 'A-1', ...declared }),
    'text/csv': one('A consignment of one line', csvOf({ reference: 'A-1', ...declared })),
  },
  declaration_lodge: {
    json: one('An export', {
      occurredAt: '2026-03-03T09:00:00+05:00',
      ...fixture(
        'DeclarationLodged.v2',
        0,
        'consignmentId',
        'declarationNumber',
        'flow',
        'customsOffice',
        'procedure',
        'ucr',
        'charges',
      ),
    }),
  },
  guarantee_issue: {
    json: one('An insurance', {
      occurredAt: '2026-01-02T09:00:00+05:00',
      ...fixture(
        'GuaranteeIssued.v1',
        0,
        'kind',
        'reference',
        'guarantor',
        'principal',
        'amount',
        'validFrom',
        'validUntil',
      ),
    }),
  },
  transit_open: {
    json: one('Telephones by road', {
      occurredAt: '2026-03-07T10:00:00+05:00',
      ...fixture(
        'TransitOpened.v1',
        0,
        'transitNumber',
        'guaranteeId',
        'carrier',
        'vehicle',
        'goods',
        'dutyAtRisk',
        'officeOfDeparture',
        'officeOfDestination',
        'itinerary',
        'dueBy',
      ),
    }),
  },
  invoice_register: {
    json: one('Due after delivery', {
      occurredAt: '2026-03-02T12:00:00+05:00',
      ...fixture(
        'InvoiceRegistered.v1',
        0,
        'consignmentId',
        'invoiceNumber',
        'creditorBank',
        'amount',
        'issuedOn',
        'terms',
      ),
    }),
  },
  capture_capture: { json: one('A pallet at a gate', scan) },
  settlement_book: {
    json: one(
      'A credit that names its invoice',
      fixture(
        'SettlementBooked.v1',
        0,
        'account',
        'amount',
        'bookedOn',
        'valueDate',
        'references',
        'debtorName',
        'creditorName',
      ),
    ),
  },
  iso20022_take: {
    'application/xml': one('A camt.054', textOf('docs/rest/camt.054.xml')),
    'text/xml': one('A camt.054', textOf('docs/rest/camt.054.xml')),
  },
};

/** The row of a consignment of one line. */
function csvOf({ reference, occurredAt, exporter, importer, origin, destination, incoterm, lines: [line] }) {
  const row = {
    reference,
    occurredAt,
    exporterId: exporter.participantId,
    exporterName: exporter.name,
    exporterCountry: exporter.country,
    importerId: importer.participantId,
    importerName: importer.name,
    importerCountry: importer.country,
    origin,
    destination,
    incotermRule: incoterm.rule,
    incotermPlace: incoterm.place,
    lineNumber: line.lineNumber,
    hs6: line.hs6,
    description: line.description,
    countryOfOrigin: line.countryOfOrigin,
    netMassKg: line.netMassKg,
    quantity: line.quantity,
    unit: line.unit,
    value: line.value.amount,
    currency: line.value.currency,
  };
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [Object.keys(row), Object.values(row).map((value) => quoted(String(value)))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

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

const towels = fixture(
  'ConsignmentDeclared.v2',
  0,
  'exporter',
  'importer',
  'origin',
  'destination',
  'incoterm',
  'ucr',
  'contractNumber',
  'lines',
);
const declared = { occurredAt: '2026-03-01T10:00:00+05:00', ...towels };
/** Another consignment: a UCR is that of one alone. */
const inBulk = { reference: 'A-1', ...declared, ucr: '6PK1234567-2026-000043' };
const scan = {
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-03-09T09:00:00+05:00',
  epcisBody: { eventList: [fixture('EpcisEventCaptured.v1', 0, 'event').event] },
};

const STATISTICS_CSV = [
  'period,reporterISO,flowCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,isNetWgtEstimated,fobvalue,primaryValue',
  '2025,PAK,X,KAZ,0,H6,TOTAL,C00,0,,False,100000.1,100000.1',
  '2025,PAK,X,KAZ,0,H6,52,C00,0,2500.5,True,60000.1,60000.1',
].join('\n');

/** operationId → `json`, or a media type → examples. */
export const EXAMPLES = {
  consignment_declare: { json: one('Towels and bed linen', declared) },
  bulk_declare: {
    json: one('A line', inBulk),
    'text/csv': one('A consignment of two lines', csvOf(inBulk)),
  },
  'official-statistics_publish': {
    'text/csv': one('Exports of a year, and a chapter of them', STATISTICS_CSV),
  },
  transportCost_record: {
    json: one('Customs clearance at a border', {
      occurredAt: '2026-03-04T09:00:00+05:00',
      ...fixture(
        'TransportCostRecorded.v1',
        0,
        'reference',
        'kind',
        'description',
        'scope',
        'units',
        'amount',
        'exchangeRate',
        'receipted',
      ),
    }),
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
  visa_request: {
    json: one('A fair', {
      occurredAt: '2026-04-01T10:00:00+05:00',
      ...fixture(
        'VisaInvitationRequested.v1',
        0,
        'firm',
        'purpose',
        'nationality',
        'destination',
        'intendedFrom',
        'intendedUntil',
      ),
      traveller: { name: 'Demo Traveller', passportNumber: 'DE0000001', birthDate: '1985-02-14' },
    }),
  },
  engagement_plan: {
    json: one('A forum in Almaty', {
      occurredAt: '2026-03-01T10:00:00+05:00',
      ...fixture(
        'EngagementPlanned.v1',
        0,
        'kind',
        'name',
        'city',
        'organiser',
        'startsOn',
        'endsOn',
        'sectors',
      ),
    }),
  },
  need_post: {
    json: one('Towels, each month', {
      occurredAt: '2026-03-01T10:00:00+05:00',
      ...fixture(
        'NeedPosted.v1',
        0,
        'side',
        'firm',
        'hs',
        'country',
        'description',
        'quantity',
        'unit',
        'per',
        'place',
        'incoterm',
        'unitPrice',
        'validUntil',
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
  letterOfCredit_issue: {
    json: one('Towels, by acceptance', {
      occurredAt: '2026-03-02T10:00:00+05:00',
      ...fixture(
        'LetterOfCreditIssued.v1',
        0,
        'number',
        'applicant',
        'beneficiary',
        'issuingBank',
        'advisingBank',
        'nominatedBank',
        'confirmingBank',
        'contractNumber',
        'goods',
        'terms',
        'margin',
        'chargesFor',
      ),
    }),
  },
  creditPresentation_present: {
    json: one('An invoice and a consignment note', {
      occurredAt: '2026-03-27T10:00:00+05:00',
      ...fixture(
        'PresentationMade.v1',
        0,
        'presentedTo',
        'amount',
        'consignmentId',
        'shippedOn',
        'quantity',
        'documents',
      ),
    }),
  },
  creditPresentation_refuse: {
    json: one('Shipped too late', {
      occurredAt: '2026-04-01T10:00:00+05:00',
      ...fixture('PresentationRefused.v1', 0, 'discrepancies', 'disposal'),
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
  rate_post: {
    json: one(
      'What one dollar is worth, invented',
      fixture('RatePosted.v1', 0, 'base', 'quote', 'rate', 'on', 'source'),
    ),
  },
  webhook_register: {
    json: one('Returns, and what waits', {
      url: 'https://hooks.example.com/ledger',
      types: ['SettlementSuspended', 'SettlementReturned'],
    }),
  },
  iso20022_take: {
    'application/xml': one('A camt.054', textOf('docs/rest/camt.054.xml')),
    'text/xml': one('A camt.054', textOf('docs/rest/camt.054.xml')),
  },
};

/** A row for each line; what is said of the consignment stands in the first. */
function csvOf({
  reference,
  occurredAt,
  exporter,
  importer,
  origin,
  destination,
  incoterm,
  ucr,
  contractNumber,
  lines,
}) {
  const about = {
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
    ucr,
    contractNumber,
  };
  const rows = lines.map(({ value, supplementary, ...line }, index) => ({
    reference,
    ...Object.fromEntries(Object.entries(about).map(([name, text]) => [name, index === 0 ? text : ''])),
    ...line,
    supplementaryQuantity: supplementary?.quantity,
    supplementaryUnit: supplementary?.unit,
    value: value.amount,
    currency: value.currency,
  }));
  const columns = Object.keys(rows[0]);
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cells = rows.map((row) => columns.map((column) => quoted(String(row[column] ?? ''))));
  return [columns, ...cells].map((row) => `${row.join(',')}\n`).join('');
}

import { currentVersionOf } from '@corridor/contracts';
import { differences, Projector, rebuild } from '@corridor/projections';
import { type ReportedLedger, startReportedLedger } from '../reported-ledger.spec-kit.js';
import { Story } from '../story.spec-kit.js';
import { record, uuid } from '../teller.spec-kit.js';
import { BANK, EXPORTER, IMPORTER } from '../trade-story.spec-kit.js';
import { consignments } from './consignments.js';
import { COTTON, WHOLE } from './split-story.spec-kit.js';

let ledger: ReportedLedger;
let told: Story;
let appended: number;
beforeEach(async () => {
  ledger = await startReportedLedger();
  told = new Story();
  appended = 0;
  told.declare(WHOLE, [COTTON], '2026-03-01T10:00:00+05:00');
});
afterEach(() => ledger.stop());

const FIRMS = [EXPORTER.participantId, IMPORTER.participantId];
const BANKS = ['bank-almaty', 'bank-astana'];
const CREDIT = [...FIRMS, ...BANKS];
const OTHERS = ['bank-karaganda', EXPORTER.participantId, 'somebody-else'];
const AT = '2026-03-02T10:00:00+05:00';

/** Appends what the story told since, and applies it event by event. */
async function catchUp(): Promise<void> {
  await record(ledger.store, told.appends.slice(appended));
  appended = told.appends.length;
  const projector = new Projector({
    projection: consignments,
    pool: ledger.pool,
    store: ledger.store,
    batchMax: 1,
  });
  while ((await projector.step()) > 0);
}

type Telling = readonly [
  category: 'lc' | 'consignment',
  type: string,
  data: object,
  participants: readonly string[],
];

async function append(...[category, type, data, participants]: Telling): Promise<void> {
  const event = { type, schemaVersion: currentVersionOf(type), occurredAt: AT, data, participants };
  const streamId = `${category}-${uuid(Number((await ledger.store.head()) + 500))}`;
  await record(ledger.store, [[{ streamId, expectedVersion: 'any', events: [event] }]]);
}

async function tell(...telling: Telling): Promise<void> {
  await append(...telling);
  await catchUp();
}

async function participants(id: number): Promise<readonly string[]> {
  const { rows } = await ledger.pool.query<{ participants: string[] }>(
    'SELECT participants FROM read.consignments WHERE consignment_id = $1',
    [uuid(id)],
  );
  return rows[0]?.participants ?? [];
}

/** However it was applied, it is the same, and the history of the goods tells so many events of the first consignment. */
async function isAsRebuilt(events: number): Promise<void> {
  const again = await rebuild({ projection: consignments, pool: ledger.pool, store: ledger.store });
  expect(await differences(ledger.pool, consignments, 1, again)).toEqual([]);
  const { rows } = await ledger.pool.query(
    'SELECT count(*)::int AS events FROM read.consignment_history WHERE consignment_id = $1',
    [uuid(WHOLE)],
  );
  expect(rows).toEqual([{ events }]);
}

it('the bank that an invoice names takes part in its consignment', async () => {
  await catchUp();
  expect(await participants(WHOLE)).toEqual(FIRMS);
  told.charge(5, WHOLE, '1000.00', AT);
  await catchUp();
  expect(await participants(WHOLE)).toEqual([BANK, ...FIRMS]);
  await isAsRebuilt(3);
});

it('and in its parts, whether they are split before or behind it', async () => {
  const part = (id: number) => ({
    consignmentId: uuid(id),
    partOf: uuid(WHOLE),
    exporter: EXPORTER,
    importer: IMPORTER,
    origin: 'PKLYP',
    destination: 'KZALA',
    incoterm: { rule: 'DAP', place: 'Almaty' },
    hsEdition: '2022',
    lines: [COTTON],
  });
  await tell('consignment', 'ConsignmentDeclared', part(2), FIRMS);
  told.charge(5, WHOLE, '1000.00', AT);
  await catchUp();
  expect(await participants(2)).toEqual(FIRMS);
  // As the services do it, in the append of the invoice.
  await tell('consignment', 'InvoiceAttached', { consignmentId: uuid(2), invoiceId: uuid(5) }, FIRMS);
  await tell('consignment', 'ConsignmentDeclared', part(3), FIRMS);
  expect([await participants(2), await participants(3)]).toEqual([
    [BANK, ...FIRMS],
    [BANK, ...FIRMS],
  ]);
  await isAsRebuilt(3);
});

it.each([
  ['LetterOfCreditIssued', { terms: { consignmentIds: [uuid(WHOLE), uuid(99)] } }],
  ['CreditAmendmentAccepted', { terms: { consignmentIds: [uuid(WHOLE)] } }],
  ['ShipmentTakenUp', { consignmentId: uuid(WHOLE) }],
  ['PresentationMade', { consignmentId: uuid(WHOLE) }],
  ['PresentationComplied', { consignmentId: uuid(WHOLE) }],
])('by %s the banks of a credit take part, and the history tells the goods alone', async (type, data) => {
  await catchUp();
  await tell('lc', type, data, CREDIT);
  expect(await participants(WHOLE)).toEqual([...BANKS, ...FIRMS]);
  await isAsRebuilt(1);
});

it('a credit that is issued between the contract and the declaration of the goods brings its banks once they are declared', async () => {
  const issued = { terms: { consignmentIds: [uuid(WHOLE), uuid(99)] } };
  await append('lc', 'LetterOfCreditIssued', issued, CREDIT);
  await append('lc', 'PresentationMade', { consignmentId: uuid(WHOLE) }, OTHERS);
  await catchUp();
  expect(await participants(WHOLE)).toEqual([...BANKS, ...FIRMS]);
  await isAsRebuilt(1);
});

it('a credit of other firms shows nobody the consignment that it names, and one that names none changes nothing', async () => {
  await catchUp();
  await tell('lc', 'PresentationMade', { consignmentId: uuid(WHOLE) }, OTHERS);
  await tell('lc', 'PresentationMade', {}, CREDIT);
  expect(await participants(WHOLE)).toEqual(FIRMS);
  await isAsRebuilt(1);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectEvent } from './epcis.spec-kit.js';
import type { EpcisEvent } from './event.js';
import { type PlaceTable, readPlaces } from './places.js';
import { consignmentsOf, localTimeOf, scanOf, ucrsOf } from './scan.js';

const ID = '0191d8a0-0000-7000-8000-000000000001';
const OTHER = '0191d8a0-0000-7000-8000-000000000002';
const urn = (id: string) => `urn:corridor-ledger:consignment:${id}`;
const named = { bizTransactionList: [{ bizTransaction: urn(ID) }] };
const event = (change: object) => objectEvent({ ...named, ...change }) as unknown as EpcisEvent;

let folder: string;
let places: PlaceTable;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'places-'));
  const file = join(folder, 'places.json');
  writeFileSync(file, '{"urn:epc:id:sgln:4012345.00005.0": "UZTAS"}');
  places = readPlaces(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [{}, { location: 'KZALA', movement: 'arrived' }],
  [{ bizStep: 'receiving' }, { location: 'KZALA', movement: 'arrived' }],
  [{ bizStep: 'https://ref.gs1.org/cbv/BizStep-departing' }, { location: 'KZALA', movement: 'departed' }],
  [{ bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, { location: 'KZALA', movement: 'departed' }],
  [{ readPoint: { id: 'urn:unlocode:pktor' } }, { location: 'PKTOR', movement: 'arrived' }],
  [
    { readPoint: { id: 'https://example.com/414/4012345000054/254/gate-7' } },
    { location: 'UZTAS', movement: 'arrived' },
  ],
  [
    { readPoint: { id: 'geo:43.2,76.9' }, bizLocation: { id: 'urn:unlocode:KZALA' } },
    { location: 'KZALA', movement: 'arrived' },
  ],
  [
    { type: 'AggregationEvent', parentID: urn(ID), childEPCs: ['urn:x:1'], epcList: undefined },
    { location: 'KZALA', movement: 'arrived' },
  ],
])('%j is a scan', (change, scan) => expect(scanOf(event(change), places)).toEqual(scan));

it.each([
  [{ bizTransactionList: [] }, 'no-consignment'],
  [{ bizTransactionList: [{ bizTransaction: `urn:uuid:${ID}` }] }, 'no-consignment'],
  [{ errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z' } }, 'error-declaration'],
  [{ type: 'TransactionEvent' }, 'not-a-scan'],
  [{ bizStep: undefined }, 'not-a-scan'],
  [{ bizStep: 'loading' }, 'not-a-scan'],
  [{ bizStep: 'https://vocabulary.example.com/arriving' }, 'not-a-scan'],
  [{ action: 'DELETE' }, 'not-a-scan'],
  [{ bizStep: 'entering_exiting' }, 'direction-unknown'],
  [{ readPoint: { id: 'urn:unlocode:ZZZZZ' } }, 'place-unknown'],
  [{ readPoint: { id: 'urn:epc:id:sgln:4012345.00006.0' } }, 'place-unknown'],
  [{ readPoint: undefined }, 'place-unknown'],
  [
    {
      bizTransactionList: Array.from({ length: 101 }, (_, index) => ({
        bizTransaction: urn(ID.slice(0, -3) + String(index).padStart(3, '0')),
      })),
    },
    'too-many-consignments',
  ],
])('%j is none', (change, reason) => expect(scanOf(event(change), places)).toBe(reason));

it('consignments are named as transactions, objects or what holds them, each once', () => {
  const found = event({ epcList: [urn(OTHER), urn(ID.toUpperCase()), 'urn:x:1'] });
  expect(consignmentsOf(found)).toEqual([ID, OTHER]);
});

describe('a UCR', () => {
  const ucr = (text: string) => `urn:corridor-ledger:ucr:${text}`;
  const transaction = (bizTransaction: string, type?: string) => ({
    bizTransactionList: [{ bizTransaction, ...(type !== undefined && { type }) }],
  });
  const UCR_TYPE = 'urn:corridor-ledger:btt:ucr';
  const CBV = 'urn:epcglobal:cbv:bt:0614141073467:';

  it.each([
    [transaction(ucr('6PK1234567-14')), ['6PK1234567-14']],
    [transaction(ucr('6PK%2014%2Fa%D0%B6')), ['6PK 14/aж']],
    [transaction(`${CBV}6PK1234567-14`, UCR_TYPE), ['6PK1234567-14']],
    [{ parentID: ucr('A'), epcList: [ucr('B'), ucr('A')] }, ['A', 'B']],
    [transaction(ucr('9'.repeat(35))), ['9'.repeat(35)]],
    // Any other transaction may have such a number: an order, an invoice.
    [transaction(`${CBV}6PK1234567-14`, 'po'), []],
    [transaction(`${CBV}6PK1234567-14`), []],
    [transaction('urn:uuid:6PK1234567-14', UCR_TYPE), []],
    [transaction(ucr('9'.repeat(36))), []],
    [transaction(ucr('%C3%28')), []],
    [transaction(ucr('%20')), []],
  ])('in %j is %j', (change, ucrs) => {
    expect(ucrsOf(event({ bizTransactionList: [], ...change }))).toEqual(ucrs);
  });

  it('names a consignment of a scan', () => {
    expect(scanOf(event(transaction(ucr('A'))), places)).toEqual({ location: 'KZALA', movement: 'arrived' });
  });
});

it.each([
  ['2026-03-09T03:00:00Z', '+05:00', '2026-03-09T08:00:00.000+05:00'],
  ['2026-03-09T23:30:00.1239+05:00', '+06:00', '2026-03-10T00:30:00.123+06:00'],
  ['2026-03-09T03:00:00Z', '-06:30', '2026-03-08T20:30:00.000-06:30'],
])('%s was, by the clock at %s, %s', (eventTime, eventTimeZoneOffset, local) => {
  expect(localTimeOf(event({ eventTime, eventTimeZoneOffset }))).toBe(local);
});

describe('a table of places that is none', () => {
  const written = (text: string) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    return file;
  };
  it.each([
    ['{', 'cannot be read as JSON'],
    ['["KZALA"]', 'has to be an object'],
    ['{"urn:x:1": "ZZZZZ"}', 'no UN/LOCODE of the corridor'],
  ])('%s', (text, message) => expect(() => readPlaces(written(text))).toThrow(message));
});

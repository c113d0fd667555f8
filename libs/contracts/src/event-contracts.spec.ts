import {
  CATEGORIES,
  ContractViolation,
  contractOf,
  currentVersionOf,
  EVENT_CONTRACTS,
  knows,
  participantsOf,
  readEventData,
  readerOf,
  upcast,
  validateEventData,
  versionToAppend,
} from './index.js';
import { logged } from './weighing.spec-kit.js';

const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
const uuid = '0191d8a0-0000-7000-8000-00000000000a';
const usd = { amount: '100.00', currency: 'USD' };
const mills = { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' };
const stores = { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' };
const line = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: usd,
};
const declared = {
  consignmentId,
  exporter: stores,
  importer: mills,
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  lines: [line],
};

/** What `run` throws. */
function violationOf(run: () => unknown): ContractViolation {
  try {
    run();
  } catch (error) {
    if (error instanceof ContractViolation) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

it('each contract is found by its type and version, in a category that some service owns', () => {
  const names = EVENT_CONTRACTS.map(({ type, schemaVersion }) => `${type} v${schemaVersion}`);
  expect(new Set(names).size).toBe(names.length);
  for (const contract of EVENT_CONTRACTS) {
    expect(contractOf(contract.type, contract.schemaVersion)).toBe(contract);
    expect(Object.keys(CATEGORIES)).toContain(contract.category);
  }
});

it('an unknown type or version is refused by name', () => {
  expect(() => contractOf('ConsignmentLost', 1)).toThrow('No contract was published for ConsignmentLost v1.');
  expect(() => contractOf('ConsignmentDeclared', 99)).toThrow('ConsignmentDeclared v99');
  expect(() => validateEventData('toString', 1, {})).toThrow(ContractViolation);
});

it('data that keeps to its contract comes back as it is', () => {
  expect(validateEventData('ConsignmentDeclared', 1, declared)).toEqual(declared);
});

it('data that does not names every field at fault', () => {
  const data = { ...declared, 'a/b': 1, origin: 'Faisalabad', lines: [{ ...line, hs6: '63' }] };
  const violation = violationOf(() => validateEventData('ConsignmentDeclared', 1, data));
  expect(violation.issues.map(({ pointer }) => pointer).sort()).toEqual(['', '/lines/0/hs6', '/origin']);
  expect(violation.message).toContain('ConsignmentDeclared v1 is malformed.');
  expect(violation.message).toContain('/lines/0/hs6: is a six-digit HS code');
  expect(violation.message).toContain('a/b');
});

describe('what is published is read', () => {
  const delivered = logged('ConsignmentDelivered', 1, { consignmentId, location: 'KZALA' });

  it('as the registry has it', () => {
    expect(upcast(delivered)).toBe(delivered);
    expect([knows(delivered), knows({ ...delivered, schemaVersion: 99 })]).toEqual([true, false]);
    expect(readEventData('ConsignmentDelivered', delivered)).toEqual(delivered.data);
    const unknown: string[] = [];
    const read = readerOf(['ConsignmentDelivered'], ({ type }) => unknown.push(type));
    expect(read(delivered)).toEqual(delivered);
    expect(read({ ...delivered, type: 'ConsignmentLost' })).toBeUndefined();
    expect(unknown).toEqual(['ConsignmentLost']);
  });

  it('not as another type', () => {
    expect(() => readEventData('ConsignmentDispatched', delivered)).toThrow(
      'ConsignmentDelivered stands where ConsignmentDispatched is expected.',
    );
  });
});

it('a new event is appended in the newest version of its type, which it has to keep to', () => {
  const event = { type: 'ConsignmentDelivered', data: { consignmentId, location: 'KZALA' } };
  expect(versionToAppend(event)).toBe(currentVersionOf('ConsignmentDelivered'));
  expect(() => versionToAppend({ ...event, data: {} })).toThrow('/location');
  expect(() => versionToAppend({ ...event, type: 'ConsignmentLost' })).toThrow(ContractViolation);
});

describe('the participants of an event', () => {
  const ids = { invoiceId: uuid, consignmentId };
  const settlement = { settlementId: uuid, bank: 'demo-bank' };
  it.each<[string, object, readonly string[]]>([
    ['ConsignmentDeclared', { ...declared, hsEdition: '2022' }, ['demo-mills', 'demo-stores']],
    ['ConsignmentDeclared', { ...declared, hsEdition: '2022', importer: stores }, ['demo-stores']],
    ['ConsignmentDelivered', { consignmentId, location: 'KZALA' }, []],
    [
      'DeclarationLodged',
      {
        declarationId: uuid,
        consignmentId,
        declarationNumber: '17',
        flow: 'export',
        customsOffice: 'PKKHI',
        reporter: 'PK',
        acceptedOn: '2026-03-02',
        exporter: 'demo-mills',
        importer: 'demo-agent',
        countryOfConsignment: 'PK',
        countryOfDestination: 'KZ',
        procedure: { requested: '10', previous: '00' },
        hsEdition: '2022',
        incoterm: declared.incoterm,
        charges: { freight: usd, insurance: usd },
        lines: [line],
      },
      ['demo-agent', 'demo-mills'],
    ],
    [
      'InvoiceRegistered',
      {
        ...ids,
        invoiceNumber: '17',
        creditor: mills,
        debtor: stores,
        creditorBank: 'demo-bank',
        amount: usd,
        issuedOn: '2026-03-01',
        terms: { method: 'open-account', trigger: 'delivery', days: 30 },
      },
      ['demo-bank', 'demo-mills', 'demo-stores'],
    ],
    [
      'ObligationArisen',
      {
        ...ids,
        obligationId: uuid,
        invoiceNumber: '17',
        creditor: 'demo-mills',
        debtor: 'demo-stores',
        creditorBank: 'demo-bank',
        amount: usd,
        method: 'open-account',
        trigger: 'delivery',
        termsStartedOn: '2026-03-01',
        dueOn: '2026-03-31',
      },
      ['demo-bank', 'demo-mills', 'demo-stores'],
    ],
    [
      'SettlementBooked',
      {
        ...settlement,
        basis: 'booked-credit',
        postings: [],
        account: '1',
        references: { remittance: [] },
        amount: usd,
        bookedOn: '2026-03-01',
        valueDate: '2026-03-01',
        format: 'json',
      },
      ['demo-bank'],
    ],
    [
      'SettlementMatched',
      {
        ...settlement,
        ...ids,
        obligationId: uuid,
        amount: usd,
        settled: usd,
        unallocated: usd,
        by: 'remittance',
        postings: [],
      },
      ['demo-bank'],
    ],
    ['SettlementSuspended', { ...settlement, reason: 'overpaid', amount: usd }, ['demo-bank']],
    [
      'SettlementReturned',
      {
        ...settlement,
        returnId: uuid,
        amount: usd,
        bookedOn: '2026-03-01',
        valueDate: '2026-03-01',
        references: { remittance: [] },
        unallocated: usd,
        takenBack: [],
        returnedAmount: usd,
        postings: [],
        format: 'json',
      },
      ['demo-bank'],
    ],
  ])('%s', (type, data, expected) => expect(participantsOf(type, data)).toEqual(expected));

  it('are joined by those that the stream is known to belong to, each once', () => {
    const data = { ...settlement, reason: 'overpaid', amount: usd };
    expect(participantsOf('SettlementSuspended', data, ['demo-stores', 'demo-bank', 'a'])).toEqual([
      'a',
      'demo-bank',
      'demo-stores',
    ]);
  });

  it('are not read from data that is malformed', () => {
    expect(() => participantsOf('SettlementSuspended', { bank: 'demo-bank' })).toThrow('/settlementId');
  });
});

it.each([
  ['an optional field left out', {}, true],
  ['an optional field', { debtorName: 'Demo Stores' }, true],
  ['undefined is no JSON', { debtorName: undefined }, false],
  [
    'a UETR of version 4',
    { references: { remittance: [], uetr: 'eb6305c9-1f7f-49de-aed0-16487c27b42d' } },
    true,
  ],
  ['a UETR of version 7', { references: { remittance: [], uetr: uuid } }, false],
  ['101 texts', { references: { remittance: Array(101).fill('a') } }, false],
])('a settlement with %s', (_, change, good) => {
  const data = {
    settlementId: uuid,
    bank: 'demo-bank',
    account: '1',
    references: { remittance: [] },
    amount: usd,
    bookedOn: '2026-03-01',
    valueDate: '2026-03-01',
    format: 'json',
    ...change,
  };
  expect(contractOf('SettlementBooked', 1).schema.safeParse(data).success).toBe(good);
});

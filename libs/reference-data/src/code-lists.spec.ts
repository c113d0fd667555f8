import { minorUnitDigits } from '@corridor/kernel';
import { rejectionOf } from '@corridor/testing';
import {
  COUNTRIES,
  CURRENCIES,
  CUSTOMS_OFFICES,
  checkCancellationReason,
  checkCancellationRejection,
  checkCountry,
  checkCurrencyCode,
  checkCustomsOffice,
  checkDocumentCode,
  checkHoldReason,
  checkIrregularity,
  checkPackageType,
  checkPreviousProcedure,
  checkProcedure,
  checkRateSource,
  checkRefusalReason,
  checkReturnReason,
  checkService,
  checkTransportMode,
  checkUnit,
  DOCUMENT_CODES,
  HOLD_REASONS,
  IRREGULARITIES,
  ISO_CANCELLATION_REASONS,
  ISO_CANCELLATION_REJECTIONS,
  ISO_RETURN_REASONS,
  ISO_STATUS_REASONS,
  PACKAGE_TYPES,
  PLACES,
  PROCEDURES,
  RATE_SOURCES,
  REFUSAL_REASONS,
  SERVICES,
  TRANSPORT_MODES,
  UNITS,
} from './index.js';
import { ROWS as CURRENCY_ROWS } from './tables/currencies.js';

const ISO_REASON = /^[A-Z][A-Z0-9]{3}$/;

const LISTS = {
  country: [COUNTRIES, checkCountry, 'PK', /^[A-Z]{2}$/, 'country-unknown'],
  currency: [CURRENCIES, checkCurrencyCode, 'KZT', /^[A-Z]{3}$/, 'unknown-currency'],
  office: [CUSTOMS_OFFICES, checkCustomsOffice, 'PKTOR', /^[A-Z]{2}[A-Z2-9]{3}$/, 'customs-office-unknown'],
  document: [DOCUMENT_CODES, checkDocumentCode, '380', /^[1-9]\d{0,2}$/, 'document-code-unknown'],
  procedure: [PROCEDURES, checkProcedure, '40', /^\d{2}$/, 'procedure-unknown'],
  'previous procedure': [PROCEDURES, checkPreviousProcedure, '00', /^\d{2}$/, 'procedure-unknown'],
  unit: [UNITS, checkUnit, 'KGM', /^[A-Z0-9]{2,3}$/, 'unit-unknown'],
  package: [PACKAGE_TYPES, checkPackageType, 'CT', /^[A-Z0-9]{2}$/, 'package-type-unknown'],
  'transport mode': [TRANSPORT_MODES, checkTransportMode, '3', /^\d$/, 'transport-mode-unknown'],
  service: [SERVICES, checkService, 'SI2', /^S[A-L][0-9A-Z]{0,4}$/, 'service-unknown'],
  'rate source': [RATE_SOURCES, checkRateSource, 'sbp', /^[a-z]+$/, 'rate-source-unknown'],
  hold: [HOLD_REASONS, checkHoldReason, 'inspection', /^[a-z]+(-[a-z]+)*$/, 'hold-reason-unknown'],
  refusal: [
    REFUSAL_REASONS,
    checkRefusalReason,
    'prohibited',
    /^[a-z]+(-[a-z]+)*$/,
    'refusal-reason-unknown',
  ],
  irregularity: [
    IRREGULARITIES,
    checkIrregularity,
    'seal-broken',
    /^[a-z]+(-[a-z]+)*$/,
    'irregularity-unknown',
  ],
  return: [ISO_RETURN_REASONS, checkReturnReason, 'AC04', ISO_REASON, 'reason-unknown'],
  cancellation: [ISO_CANCELLATION_REASONS, checkCancellationReason, 'DUPL', ISO_REASON, 'reason-unknown'],
  'rejected cancellation': [
    ISO_CANCELLATION_REJECTIONS,
    checkCancellationRejection,
    'ARDT',
    ISO_REASON,
    'reason-unknown',
  ],
} as const;

describe.each(Object.entries(LISTS))('the code of a %s', (_, [list, check, member, form, refusal]) => {
  it('has its form and a name', () => {
    for (const { code, name } of list as Iterable<{ code: string; name: string }>) {
      expect(code).toMatch(form);
      expect(name).toMatch(/^\S.*\S$/u);
    }
  });

  it('is taken as it stands, and refused in any other spelling', () => {
    expect(() => check(member, '/field')).not.toThrow();
    for (const code of [
      '',
      ` ${member}`,
      `${member} `,
      member.toLowerCase(),
      member.toUpperCase(),
      'toString',
    ]) {
      if (code === member) continue;
      const rejection = rejectionOf(() => check(code, '/lines/0/field'));
      expect([rejection.code, rejection.details]).toEqual([refusal, { pointer: '/lines/0/field' }]);
      expect(rejection.message).toContain(`"${code}"`);
    }
  });
});

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each code once', () => {
    const all = [...COUNTRIES];
    expect(all).toHaveLength(249);
    expect(new Set(all.map(({ alpha3 }) => alpha3)).size).toBe(249);
    expect(new Set(all.map(({ numeric }) => numeric)).size).toBe(249);
    for (const { alpha3, numeric } of all) expect(`${alpha3}${numeric}`).toMatch(/^[A-Z]{3}\d{3}$/);
  });

  it.each([
    ['PK', 'PAK', '586', 'Pakistan'],
    ['KZ', 'KAZ', '398', 'Kazakhstan'],
    ['UZ', 'UZB', '860', 'Uzbekistan'],
    ['KG', 'KGZ', '417', 'Kyrgyzstan'],
    ['AF', 'AFG', '004', 'Afghanistan'],
    ['TW', 'TWN', '158', 'Taiwan'],
    ['TR', 'TUR', '792', 'Türkiye'],
  ])('%s is %s, %s, %s', (code, alpha3, numeric, name) => {
    expect(COUNTRIES.find(code)).toEqual({ code, alpha3, numeric, name });
  });
});

describe('currencies', () => {
  it('are those that the kernel reads amounts in, with the same digits, and no others', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const every = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    const kernel = every.flatMap((code) => {
      const digits = minorUnitDigits(code);
      return digits === undefined ? [] : [[code, String(digits)]];
    });
    expect(CURRENCY_ROWS.map(([code, , digits]) => [code, digits])).toEqual(kernel);
  });

  it.each([
    ['PKR', '586', 'Pakistan Rupee'],
    ['KZT', '398', 'Tenge'],
    ['USD', '840', 'US Dollar'],
    ['CNY', '156', 'Yuan Renminbi'],
    ['RUB', '643', 'Russian Ruble'],
    ['AED', '784', 'UAE Dirham'],
  ])('%s is %s, %s', (code, numeric, name) => {
    expect(CURRENCIES.find(code)).toEqual({ code, numeric, name });
  });
});

describe('customs procedures', () => {
  // Annex 1 to Decision 378, as it stands since 2017.
  it('are those of the classifier', () => {
    const codes = [...PROCEDURES].map(({ code }) => code);
    expect(codes.join(' ')).toBe('00 10 21 23 31 40 51 53 60 70 77 78 80 90 91 93 94 96');
  });

  it.each([
    ['10', 'export', 'export'],
    ['23', 'temporary-export', 'export'],
    ['31', 're-export', 'export'],
    ['40', 'home-use', 'import'],
    ['53', 'temporary-admission', 'import'],
    ['60', 're-import', 'import'],
    ['70', 'warehouse', 'import'],
    ['80', 'transit', 'none'],
  ])('%s is for %s: flow %s', (code, kind, flow) => {
    expect(checkProcedure(code, '/procedure')).toMatchObject({ code, kind, flow });
  });

  it('are never asked for with 00, and never come after transit', () => {
    expect(rejectionOf(() => checkProcedure('00', '/requested')).code).toBe('procedure-unknown');
    expect(rejectionOf(() => checkPreviousProcedure('80', '/previous')).details).toEqual({
      pointer: '/previous',
    });
    expect(checkPreviousProcedure('70', '/previous').kind).toBe('warehouse');
  });
});

it.each([
  ['271', 'Packing list'],
  ['380', 'Commercial invoice'],
  ['705', 'Bill of lading'],
  ['720', 'Rail consignment note (generic term)'],
  ['722', 'Road list-SMGS'],
  ['730', 'Road consignment note'],
  ['740', 'Air waybill'],
  ['851', 'Phytosanitary certificate'],
  ['852', 'Sanitary certificate'],
  ['853', 'Veterinary certificate'],
  ['861', 'Certificate of origin'],
  ['952', 'TIR carnet'],
])('document %s is: %s', (code, name) => {
  expect(checkDocumentCode(code, '/documentCode')).toEqual({ code, name });
});

// The units that UN Comtrade tells quantities in, without "no quantity".
it('has a unit for each standard unit of quantity', () => {
  const standard = ['m²', '1000 kWh', 'm', 'u', '2u', 'l', 'kg', '1000u', 'pack', '12u', 'm³', 'carat'];
  const counted = new Set([...UNITS].flatMap(({ hsUnit }) => hsUnit ?? []));
  expect([...counted].sort()).toEqual([...standard].sort());
  expect(UNITS.find('MTK')).toEqual({ code: 'MTK', name: 'square metre', symbol: 'm²', hsUnit: 'm²' });
  expect(UNITS.find('PR')).toEqual({ code: 'PR', name: 'pair', hsUnit: '2u' });
});

it('knows the ten modes of transport, and the four that events name', () => {
  expect([...TRANSPORT_MODES].map(({ code }) => code).join('')).toBe('0123456789');
  const named = [...TRANSPORT_MODES].flatMap(({ code, mode }) => (mode ? [[code, mode]] : []));
  expect(named).toEqual([
    ['1', 'sea'],
    ['2', 'rail'],
    ['3', 'road'],
    ['4', 'air'],
  ]);
});

it('knows the twelve items of services, and whose logistics and IT are', () => {
  expect([...SERVICES].filter(({ code }) => code.length === 2)).toHaveLength(12);
  expect(SERVICES.find('SC')).toEqual({ code: 'SC', name: 'Transport', sector: 'logistics' });
  expect(SERVICES.find('SI2')).toEqual({ code: 'SI2', name: 'Computer services', sector: 'it' });
  expect(SERVICES.find('SD')).toEqual({ code: 'SD', name: 'Travel' });
  expect(SERVICES.find('SI21')).toEqual({ code: 'SI21', name: 'Computer software', sector: 'it' });
  expect(SERVICES.find('SJ3')).toEqual({
    code: 'SJ3',
    name: 'Technical, trade-related and other business services',
  });
  expect(SERVICES.find('SC3C2')).toEqual({
    code: 'SC3C2',
    name: 'Road transport, freight',
    sector: 'logistics',
  });
  // What is a part of another item begins with its code, and is of the same sector.
  for (const { code, sector } of SERVICES) {
    if (code.length > 2) expect(SERVICES.find(code.slice(0, -1))).toMatchObject(sector ? { sector } : {});
  }
});

it('knows customs offices at places of the corridor, each with what it does and a source', () => {
  for (const { code, country, situation, roles, source } of CUSTOMS_OFFICES) {
    expect(PLACES.has(code)).toBe(true);
    expect(['PK', 'KZ', 'TM']).toContain(country);
    expect(['border', 'inland']).toContain(situation);
    expect([...roles].filter((role) => !['export', 'import', 'transit'].includes(role))).toEqual([]);
    // Whatever passes a border can pass it under transit.
    expect(situation === 'inland' || roles.has('transit')).toBe(true);
    expect(source).not.toBe('');
  }
  expect(checkCustomsOffice('PKTOR', '/office')).toMatchObject({ country: 'PK', situation: 'border' });
  expect(checkCustomsOffice('KZALA', '/office')).toMatchObject({ country: 'KZ', situation: 'inland' });
});

// The codes that answers between banks of two countries give most, as the guidelines for cross-border payments name them.
it.each(['AC01', 'AC04', 'AC06', 'AM04', 'AM05', 'BE04', 'DU03', 'FF01', 'NARR', 'RC01', 'RR04', 'TM01'])(
  'knows %s as the reason of a status',
  (code) => {
    expect(ISO_STATUS_REASONS.find(code)?.name).toMatch(/^[A-Z]/);
  },
);

it('tells a reason by the list that it is of: CUST is the debtor who asks, and the creditor who refuses', () => {
  expect(ISO_CANCELLATION_REASONS.find('CUST')?.name).toBe('The debtor asked for it');
  expect(ISO_CANCELLATION_REJECTIONS.find('CUST')?.name).toBe('The creditor refuses');
});

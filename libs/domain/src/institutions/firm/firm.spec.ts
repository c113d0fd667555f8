import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { type FirmCommand, type FirmEvent, firm, nationalNumber } from '../../index.js';

const AT = '2026-03-01T10:00:00+05:00';
const LATER = '2026-04-01T10:00:00+05:00';
const participantId = 'demo-textiles-faisalabad';
const details = {
  name: 'Demo Textiles',
  country: 'PK',
  nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }],
  ownership: 'private',
  sectors: ['textiles'],
} as const;
const registering = (change: object = {}): FirmCommand => ({
  type: 'RegisterFirm',
  occurredAt: AT,
  data: { participantId, ...details, ...change },
});
const registered = (change: object = {}): FirmEvent => ({
  type: 'FirmRegistered',
  occurredAt: AT,
  data: { participantId, ...details, ...change },
});
const changing = (change: object = {}): FirmCommand => ({
  type: 'ChangeFirm',
  occurredAt: LATER,
  data: { participantId, ...details, reason: 'moved', ...change },
});
const because = (reason: string) => ({ participantId, reason });
const suspending = (reason = 'taxes'): FirmCommand => ({
  type: 'SuspendFirm',
  occurredAt: LATER,
  data: because(reason),
});
const suspended: FirmEvent = { type: 'FirmSuspended', occurredAt: LATER, data: because('taxes') };
const reinstating: FirmCommand = { type: 'ReinstateFirm', occurredAt: LATER, data: because('paid') };
const reinstated: FirmEvent = { type: 'FirmReinstated', occurredAt: LATER, data: because('paid') };
const { given } = specOf(firm);

it('is registered, once', () => {
  given().when(registering()).thenEvents(registered());
  given(registered()).when(registering()).thenEvents();
  given(registered())
    .when(registering({ city: 'Lahore' }))
    .thenRejected('illegal-step', { legalNow: ['ChangeFirm', 'SuspendFirm'] });
});

it('is changed as a whole, also while it is suspended, and stays so', () => {
  const changed: FirmEvent = {
    type: 'FirmChanged',
    occurredAt: LATER,
    data: { participantId, ...details, city: 'Lahore', reason: 'moved' },
  };
  given(registered()).when(changing()).thenEvents();
  given(registered(), suspended)
    .when(changing({ city: 'Lahore' }))
    .thenEvents(changed);
  expect(fold(firm, [registered({ nameLatin: 'X' }), suspended, changed])).toEqual({
    participantId,
    ...details,
    city: 'Lahore',
    status: 'suspended',
    suspension: { reason: 'taxes', since: LATER },
  });
});

it('is suspended for a reason, and reinstated', () => {
  given(registered()).when(suspending()).thenEvents(suspended);
  given(registered(), suspended).when(suspending()).thenEvents();
  given(registered(), suspended)
    .when(suspending('fraud'))
    .thenRejected('illegal-step', { legalNow: ['ChangeFirm', 'ReinstateFirm'] });
  given(registered(), suspended).when(reinstating).thenEvents(reinstated);
  given(registered()).when(reinstating).thenEvents();
  given()
    .when(reinstating)
    .thenRejected('illegal-step', { legalNow: ['RegisterFirm'] });
  expect(fold(firm, [registered(), suspended, reinstated])).toEqual({
    participantId,
    ...details,
    status: 'registered',
  });
});

const withId = (scheme: string, number: string, country: string) =>
  registering({ country, nationalIds: [{ scheme, number }] });

describe('the numbers of states', () => {
  it.each([
    ['PK-NTN', '12345678', 'PK'],
    ['PK-NTN', 'E1234567', 'PK'],
    ['PK-STRN', '1234567890123', 'PK'],
    // 2×1 + 1×2 + 0×3 + 3×4 + 4×5 + 1×11 = 47 = 4 × 11 + 3.
    ['KZ-BIN', '210340000013', 'KZ'],
    // By the first weights 2 + 2 + 12 + 20 + 40 = 76 = 6 × 11 + 10; by the second 6 + 4 + 18 + 28 + 4 = 60 = 5 × 11 + 5.
    ['KZ-BIN', '210340000405', 'KZ'],
    ['UZ-STIR', '123456789', 'UZ'],
    ['KG-INN', '01308199410015', 'KG'],
    ['TJ-INN', '123456789', 'TJ'],
    // Published by ISO 17442 as an example of a code that is given.
    ['LEI', '529900T8BM49AURSDO55', 'AE'],
  ])('%s %s is taken', (scheme, number, country) => {
    const [event] = firm.decide(withId(scheme, number, country), firm.initialState);
    expect(event).toMatchObject({ type: 'FirmRegistered', data: { nationalIds: [{ scheme, number }] } });
  });

  it.each([
    ['PK-NTN', '1234567', 'PK', 'national-id-malformed', 'number'],
    ['PK-STRN', '123456789012', 'PK', 'national-id-malformed', 'number'],
    ['KZ-BIN', '210340000012', 'KZ', 'national-id-digit-wrong', 'number'],
    // The remainder of the first weights, which is 10, is no digit.
    ['KZ-BIN', '210340000400', 'KZ', 'national-id-digit-wrong', 'number'],
    // There is no month 13, and 3 is the kind of a person.
    ['KZ-BIN', '211340000013', 'KZ', 'national-id-malformed', 'number'],
    ['KZ-BIN', '210330000013', 'KZ', 'national-id-malformed', 'number'],
    // Of joint entrepreneurs; 2×1 + 1×2 + 3×4 + 6×5 = 46 = 4 × 11 + 2.
    ['KZ-BIN', '210360000002', 'KZ', 'national-id-of-a-person', 'number'],
    ['UZ-STIR', '12345678', 'UZ', 'national-id-malformed', 'number'],
    ['KG-INN', '123456789', 'KG', 'national-id-malformed', 'number'],
    // A woman's and a man's: their sex, and the day of their birth.
    ['KG-INN', '11503198500123', 'KG', 'national-id-of-a-person', 'number'],
    ['KG-INN', '22308197901234', 'KG', 'national-id-of-a-person', 'number'],
    ['TJ-INN', '1234567890', 'TJ', 'national-id-malformed', 'number'],
    ['LEI', '529900T8BM49AURSDO54', 'PK', 'national-id-digit-wrong', 'number'],
    ['LEI', '529900T8BM49AURSDO5', 'PK', 'national-id-malformed', 'number'],
    ['UZ-STIR', '123456789', 'PK', 'national-id-of-another-country', 'scheme'],
  ])('%s %s of a firm of %s is refused', (scheme, number, country, code, field) => {
    given()
      .when(withId(scheme, number, country))
      .thenRejected(code, { pointer: `/nationalIds/0/${field}` });
  });

  it('are one of each scheme', () => {
    const twice = [...details.nationalIds, { scheme: 'PK-NTN', number: '87654321' }];
    given(registered())
      .when(changing({ nationalIds: twice }))
      .thenRejected('national-id-scheme-twice', { pointer: '/nationalIds/1/scheme' });
  });

  it('are written in one way', () => {
    expect(['1234567-8', ' e12 34567', '12-34-5678-901-23'].map(nationalNumber)).toEqual([
      '12345678',
      'E1234567',
      '1234567890123',
    ]);
  });
});

it('has each sector once', () => {
  given()
    .when(registering({ sectors: ['textiles', 'leather', 'textiles'] }))
    .thenRejected('sector-twice', { pointer: '/sectors/2' });
});

it('cannot begin otherwise than by being registered', () => {
  expect(() => fold(firm, [suspended])).toThrow('begins with FirmRegistered');
});

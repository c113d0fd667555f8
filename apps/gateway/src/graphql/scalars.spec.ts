import { parseConstValue } from 'graphql';
import {
  CountryCode,
  CurrencyCode,
  DateTime,
  Decimal,
  HSCode,
  LocalDate,
  Position,
  UNLOCODE,
  YearMonth,
} from './scalars.js';

describe.each([
  [YearMonth, ['2026-03', '1999-12'], ['2026-3', '2026-00', '2026-13', '202603', '2026-03-01', '']],
  [
    LocalDate,
    ['2026-03-01', '2024-02-29'],
    ['2026-02-29', '2026-04-31', '2026-3-1', '01.03.2026', '2026-03', '0000-01-01'],
  ],
  [
    DateTime,
    ['2026-03-01T10:00:00+05:00', '2026-03-01T23:59:59.123456Z', '2026-03-01T00:00:00-03:30'],
    [
      '2026-03-01T10:00:00',
      '2026-03-01 10:00:00Z',
      '2026-03-01T24:00:00Z',
      '2026-02-30T10:00:00Z',
      '2026-03-01T10:60:00Z',
      '2026-03-01T10:00:00+15:00',
      '2026-03-01',
    ],
  ],
  [CountryCode, ['PK', 'KZ'], ['pk', 'PAK', 'XX', '']],
  [CurrencyCode, ['USD', 'PKR', 'KZT'], ['usd', 'US', 'ABC']],
  [HSCode, ['62', '6203', '620342'], ['6', '620', '62034', '62034200', '6203.42']],
  [UNLOCODE, ['PKKHI', 'KZ2AB'], ['PKKH', 'pkkhi', 'PK KHI', 'PKK0I', 'PKK1I']],
  [Decimal, ['0', '-0.0100', '12345678901234567890.12'], ['1,5', '1.', '.5', '1e3', '+1', 'NaN']],
])('%s', (scalar, accepted, refused) => {
  it.each(accepted)('takes %j, from a variable and written into the query', (text) => {
    expect(scalar.parseValue(text)).toBe(text);
    expect(scalar.parseLiteral(parseConstValue(`"${text}"`))).toBe(text);
  });

  it.each(refused)('refuses %j, and says what it has to be', (text) => {
    const message = `${scalar.name} has to be `;
    expect(() => scalar.parseValue(text)).toThrow(message);
    expect(() => scalar.parseLiteral(parseConstValue(`"${text}"`))).toThrow(`, not "${text}".`);
  });
});

describe('text', () => {
  it.each([null, true, 62, ['PK'], { code: 'PK' }])('is not %j', (value) => {
    expect(() => CountryCode.parseValue(value)).toThrow(`not ${JSON.stringify(value)}.`);
    expect(() => HSCode.parseValue(value)).toThrow('HSCode has to be');
  });

  // What would be 62 or PK as text stands there without quotes.
  it.each(['PK', 'true', 'null', '["PK"]'])('is not written as %s', (literal) => {
    expect(() => CountryCode.parseLiteral(parseConstValue(literal))).toThrow(`not ${literal}.`);
  });
  it('is not written as a number, though its digits would do', () => {
    expect(() => HSCode.parseLiteral(parseConstValue('62'))).toThrow('not 62.');
    expect(() => Decimal.parseLiteral(parseConstValue('1.50'))).toThrow('not 1.50.');
  });

  it('goes out as it is', () => {
    expect(Decimal.serialize('1234.50')).toBe('1234.50');
  });
});

describe('Position', () => {
  // 2^53 − 1 is the last whole number that JSON carries safely.
  it.each([0, 7, 9_007_199_254_740_991])('takes %d, as number and as text', (position) => {
    expect(Position.parseValue(position)).toBe(position);
    expect(Position.parseValue(`${position}`)).toBe(position);
    expect(Position.parseLiteral(parseConstValue(`${position}`))).toBe(position);
    expect(Position.parseLiteral(parseConstValue(`"${position}"`))).toBe(position);
  });

  it.each([
    -1,
    1.5,
    9_007_199_254_740_992,
    '9007199254740992',
    '-1',
    '1e3',
    ' 7',
    '',
    '0x7',
    null,
    true,
    [7],
  ])('refuses %j', (value) => {
    expect(() => Position.parseValue(value)).toThrow(
      `Position has to be a whole number from 0, not ${JSON.stringify(value)}.`,
    );
  });

  it.each(['-1', '1.5', '1e3', '9007199254740992', 'true', 'null', 'HEAD'])(
    'is not written as %s',
    (literal) => {
      expect(() => Position.parseLiteral(parseConstValue(literal))).toThrow(`not ${literal}.`);
    },
  );

  it('goes out as a number, also where the database gives it as text', () => {
    expect(Position.serialize('9007199254740991')).toBe(9_007_199_254_740_991);
  });
});

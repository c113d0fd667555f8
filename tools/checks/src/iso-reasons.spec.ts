import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasIsoReason } from '@corridor/iso20022';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Where what a message or a credit is refused for is told. */
const PLACES = [
  'libs/iso20022/src',
  'libs/kernel/src/money.ts',
  'libs/domain/src/settlement',
  'libs/domain/src/checks.ts',
  'libs/domain/src/calendar.ts',
  'libs/reference-data/src/iban.ts',
  'apps/payments-settlement/src/booking',
  'apps/payments-settlement/src/dates',
  'apps/payments-settlement/src/messages',
  'apps/payments-settlement/src/payments',
  'apps/payments-settlement/src/statements',
  'libs/domain/src/payment',
  'apps/payments-settlement/src/returns',
];
/** An operator's own steps, which no message asks for, and what is a warning beside what was taken over. */
const NO_MESSAGES: ReadonlySet<string> = new Set([
  'allocation-exceeds-unallocated',
  'not-matched',
  'settled-differs',
  'statement-unread',
  // What a credit pays for services, a person says.
  'service-contract-withdrawn',
  'provider-bank-unnamed',
  'bank-differs',
  'creditor-differs',
  'nothing-unallocated',
  'too-many-parts',
  // Of a line in bulk, which has no message.
  'reference-used',
]);

/** The first argument of what refuses, or the `code` of an object. */
const REFUSALS =
  /(?:Rejection|refuse|FieldFault|Iso20022Error|fault)\(\s*'([a-z]+(?:-[a-z]+)+)'|code: '([a-z]+(?:-[a-z]+)+)'/g;

function filesOf(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(ROOT + path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.spec(-kit)?\.ts$/.test(name))
    .map((name) => `${path}/${name}`);
}

function codesOf(path: string): readonly string[] {
  const source = readFileSync(ROOT + path, 'utf8');
  return [...source.matchAll(REFUSALS)].flatMap(([, called, told]) => called ?? told ?? []);
}

// A new code needs a decision: a reason of ISO 20022, or NARR on purpose (libs/iso20022/src/writing/iso-reasons.ts).
it('has decided the ISO reason of every code that a message can be refused with', () => {
  const codes = new Set(PLACES.flatMap(filesOf).flatMap(codesOf));
  expect([...codes]).toEqual(
    expect.arrayContaining([
      'field-missing',
      'xml-malformed',
      'amount-too-large',
      'not-booked',
      'iban-invalid',
    ]),
  );
  expect([...codes].filter((code) => !hasIsoReason(code) && !NO_MESSAGES.has(code))).toEqual([]);
});

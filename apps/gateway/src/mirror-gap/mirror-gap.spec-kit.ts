import type { Role } from '@corridor/nest-kit';
import type { FilledLedger } from '../spec-kit/filled-ledger.js';
import type { GatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells, type MirrorPair } from '../spec-kit/mirror-rows.js';

const alone = (cents: number) => ({ exports: cents, one_side_only: -cents });

/**
 * | event | what                                                                                             |
 * | ----- | ------------------------------------------------------------------------------------------------ |
 * | 1     | export of consignment 1, January, 52: 360.00, alone until 2                                       |
 * | 2     | its import, February, 54: 402.50 (the example of the definition)                                  |
 * | 3     | export of consignment 2, January, 52: 100.00, alone until 4                                       |
 * | 4     | its import in the same month and chapter: 110.00, of these freight 7.00                           |
 * | 5     | import of line 2 of consignment 2, February, 30: 5.00, alone                                      |
 * | 6     | export to UZ of what KZ imported: partner, for both pairs of countries                            |
 * | 7     | another month, another pair of countries, another generation                                      |
 */
export async function fillMirror(ledger: FilledLedger): Promise<void> {
  const tell = (pair: MirrorPair) => addMirrorPair(ledger, pair);
  for (let each = 1; each <= 7; each += 1) await ledger.event();
  await tell({ known: [1, 2], consignment: 1, exported: 1, places: [['2026-01', '52', alone(36_000)]] });
  await tell({
    known: [2],
    consignment: 1,
    exported: 1,
    imported: 2,
    places: [
      [
        '2026-01',
        '52',
        { exports: 36_000, freight_and_insurance: 3_600, exchange_rate: -1_100, timing: -38_500 },
      ],
      ['2026-02', '52', { timing: 38_500, classification: -38_500 }],
      ['2026-02', '54', { imports: 40_250, classification: 38_500, residual: 1_750 }],
    ],
  });
  await tell({ known: [3, 4], consignment: 2, exported: 3, places: [['2026-01', '52', alone(10_000)]] });
  await tell({
    known: [4],
    consignment: 2,
    exported: 3,
    imported: 4,
    places: [
      ['2026-01', '52', { exports: 10_000, imports: 11_000, freight_and_insurance: 700, residual: 300 }],
    ],
  });
  const drugs = { imports: 500, one_side_only: 500 };
  await tell({ known: [5], consignment: 2, line: 2, imported: 5, places: [['2026-02', '30', drugs]] });
  await tell({
    known: [6],
    consignment: 3,
    exported: 6,
    imported: 6,
    places: [
      ['2026-02', '10', { exports: 900, partner: -900 }, ['PK', 'UZ']],
      ['2026-02', '10', { imports: 900, partner: 900 }],
    ],
  });
  await tell({ known: [7], consignment: 4, exported: 7, places: [['2026-03', '52', alone(99)]] });
  await tell({
    known: [7],
    pair: 2,
    consignment: 4,
    exported: 7,
    places: [['2026-01', '52', alone(98), ['KZ', 'PK']]],
  });
  await tell({
    known: [7],
    generation: 2,
    consignment: 4,
    exported: 7,
    places: [['2026-01', '52', alone(97)]],
  });
  await fillMirrorCells(ledger);
  await ledger.reach(7);
}

export const PK_KZ = 'exporter: "PK", importer: "KZ", from: "2026-01", to: "2026-02"';

export async function askGap<Answer = Record<string, unknown>>(
  gateway: GatewayUnderTest,
  fields: string,
  args = PK_KZ,
  role: Role = 'reporter',
): Promise<Answer> {
  const { data, errors } = await gateway.ask(`{ mirrorGap(${args}) { ${fields} } }`, { role });
  expect(errors).toEqual([]);
  return (data as { mirrorGap: Answer }).mirrorGap;
}

export const CAUSES = [
  'freightAndInsurance',
  'exchangeRate',
  'timing',
  'partner',
  'classification',
  'oneSideOnly',
  'residual',
] as const;
export type Cause = (typeof CAUSES)[number];
export const SHORT = `imports { amount } exports { amount } gap { amount } ofExports causes { ${CAUSES.map((cause) => `${cause} { amount }`).join(' ')} }`;

import type { KnownConsignment, KnownGuarantee } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import { openingOf } from './opening.js';
import { guarantee, transit } from './transit.spec-kit.js';

const { occurredAt: _, goods: __, ...opening } = transit('0191d8b0-0000-8000-8000-000000000001');
const covering = { issued: guarantee() } as unknown as KnownGuarantee;
const line = {
  lineNumber: 1,
  hs6: '851712',
  description: 'Telephones',
  countryOfOrigin: 'CN',
  netMassKg: '4200',
  quantity: '9000',
  unit: 'NAR',
  value: { amount: '180000.00', currency: 'USD' },
};
const consignment = (status: string, change: object = {}) =>
  ({ status, lines: [{ ...line, ...change }] }) as unknown as KnownConsignment;
const goodsOf = (of: KnownConsignment) =>
  openingOf('t', opening as Parameters<typeof openingOf>[1], covering, of).goods;
const { hs6, description, netMassKg, value } = line;

it.each(['declared', 'dispatched'])(
  'carries what of a consignment that is %s a transit has to tell',
  (status) => {
    expect(goodsOf(consignment(status))).toEqual([{ hs6, description, netMassKg, value }]);
    const grossMassKg = '4550.5';
    expect(goodsOf(consignment(status, { grossMassKg }))).toEqual([
      { hs6, description, netMassKg, grossMassKg, value },
    ]);
  },
);

it.each(['delivered', 'returned', 'split', 'cancelled'])('carries nothing of one that is %s', (status) => {
  const opened = () => goodsOf(consignment(status));
  expect(opened).toThrow(ProblemError);
  expect(opened).toThrow(status);
});

import { beyondEarlier } from '../index.js';
import { idOf, partOf, usd } from './consignment.spec-kit.js';

const coverage = (id: number, ...lines: readonly ReturnType<typeof partOf>[]) => ({
  declarationId: idOf(id),
  flow: 'import' as const,
  lines,
});
const asked = coverage(41, partOf(1, '40000', '12000'), partOf(2, '20', '1000.5'));

it('is all of it where nothing came before, or for the other way alone', () => {
  expect(beyondEarlier(asked, [])).toEqual(asked);
  expect(beyondEarlier(asked, [{ ...asked, declarationId: idOf(40), flow: 'export' }])).toEqual(asked);
});

it('leaves out lines that earlier ones cover, together', () => {
  const one = coverage(39, partOf(1, '30000', '9000'));
  const two = coverage(40, partOf(1, '10000', '3000'));
  expect(beyondEarlier(asked, [one, two])).toEqual(coverage(41, partOf(2, '20', '1000.5')));
  expect(beyondEarlier(asked, [{ ...asked, declarationId: idOf(40) }]).lines).toEqual([]);
});

it('has the rest of a line in proportion to its net mass', () => {
  const line = {
    ...partOf(1, '40000', '12000'),
    supplementary: { quantity: '400', unit: 'MTK' },
    value: usd('840.00'),
  };
  // 9,000 kg of 12,000 came before: a quarter is left.
  expect(beyondEarlier({ ...asked, lines: [line] }, [coverage(40, partOf(1, '1', '9000'))]).lines).toEqual([
    { ...partOf(1, '10000', '3000'), supplementary: { quantity: '100', unit: 'MTK' }, value: usd('210.00') },
  ]);
});

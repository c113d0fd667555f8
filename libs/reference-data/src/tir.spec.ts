import { rejectionOf } from '@corridor/testing';
import { checkTirCeiling, tirCeilingCents } from './index.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const refusal = (run: () => void) => {
  const { code, details } = rejectionOf(run);
  return [code, details.pointer];
};

it('a carnet stands for as much as the country with the least allows', () => {
  expect(() => checkTirCeiling(eur('100000.00'), ['KZ', 'KG', 'CN'], '/amount')).not.toThrow();
  expect(() => checkTirCeiling(eur('60000.00'), ['KZ', 'CN', 'PK'], '/amount')).not.toThrow();
  expect(refusal(() => checkTirCeiling(eur('60000.01'), ['KZ', 'CN', 'PK'], '/amount'))).toEqual([
    'carnet-above-ceiling',
    '/amount/amount',
  ]);
  expect(refusal(() => checkTirCeiling(eur('100000.01'), ['UZ'], '/amount'))).toEqual([
    'carnet-above-ceiling',
    '/amount/amount',
  ]);
});

it('a carnet is in euros, also where no ceiling is known', () => {
  expect(tirCeilingCents('AF')).toBeUndefined();
  expect(() => checkTirCeiling(eur('1000000.00'), ['AF', 'TM'], '/amount')).not.toThrow();
  expect(refusal(() => checkTirCeiling({ amount: '1', currency: 'USD' }, ['AF'], '/amount'))).toEqual([
    'carnet-not-in-euro',
    '/amount/currency',
  ]);
});

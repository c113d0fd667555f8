import { DecimalSum } from './decimal-sum.js';

it.each<[readonly string[], string]>([
  [[], '0'],
  [['1000.00', '2500.50'], '3500.5'],
  [['0.1', '0.2'], '0.3'],
  [['999999999999999999', '0.00000000000000001'], '999999999999999999.00000000000000001'],
  [['5', '-5.00'], '0'],
  [['1.25', '-3'], '-1.75'],
  [['100', '-0.05'], '99.95'],
])('%j come to %s', (numbers, sum) => {
  const total = new DecimalSum();
  for (const each of numbers) total.add(each);
  expect(total.text).toBe(sum);
});

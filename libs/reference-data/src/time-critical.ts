/** Goods that are worth less with every day on the way, by the beginning of their HS code, and why. */
export interface TimeCriticalGoods {
  /** Two to six digits of HS 2022. */
  readonly prefix: string;
  readonly reason: string;
}

/**
 * This project's own choice from HS 2022, not an official list: what is alive, fresh or chilled, or kept in a cold chain. What is frozen, dried or tinned
 * waits, and so do potatoes, onions and eggs for some weeks.
 */
export const TIME_CRITICAL_GOODS: readonly TimeCriticalGoods[] = [
  { prefix: '01', reason: 'Live animals' },
  { prefix: '0201', reason: 'Meat of cattle, fresh or chilled' },
  { prefix: '020410', reason: 'Lamb carcases, fresh or chilled' },
  { prefix: '020421', reason: 'Sheep carcases, fresh or chilled' },
  { prefix: '020422', reason: 'Cuts of sheep with bone, fresh or chilled' },
  { prefix: '020423', reason: 'Cuts of sheep without bone, fresh or chilled' },
  { prefix: '020711', reason: 'Poultry, not cut, fresh or chilled' },
  { prefix: '020713', reason: 'Cuts of poultry, fresh or chilled' },
  { prefix: '0301', reason: 'Live fish' },
  { prefix: '0302', reason: 'Fish, fresh or chilled' },
  { prefix: '0401', reason: 'Milk and cream, fresh' },
  { prefix: '040610', reason: 'Fresh cheese' },
  { prefix: '0602', reason: 'Live plants' },
  { prefix: '0603', reason: 'Cut flowers' },
  { prefix: '0702', reason: 'Tomatoes, fresh or chilled' },
  { prefix: '0704', reason: 'Cabbages and cauliflowers, fresh or chilled' },
  { prefix: '0705', reason: 'Lettuce, fresh or chilled' },
  { prefix: '0707', reason: 'Cucumbers, fresh or chilled' },
  { prefix: '0708', reason: 'Leguminous vegetables, fresh or chilled' },
  { prefix: '0709', reason: 'Other vegetables, fresh or chilled' },
  { prefix: '080390', reason: 'Bananas' },
  { prefix: '080430', reason: 'Pineapples' },
  { prefix: '080440', reason: 'Avocados' },
  { prefix: '080450', reason: 'Guavas, mangoes and mangosteens' },
  { prefix: '080510', reason: 'Oranges' },
  { prefix: '080521', reason: 'Mandarins, kinnow among them' },
  { prefix: '080610', reason: 'Grapes, fresh' },
  { prefix: '0807', reason: 'Melons and papayas, fresh' },
  { prefix: '0809', reason: 'Apricots, cherries, peaches and plums, fresh' },
  { prefix: '0810', reason: 'Berries and other fruit, fresh' },
  { prefix: '30', reason: 'Vaccines and other medicines: a cold chain, and a last day of use' },
];

/** Whether goods of a subheading (six digits) lose by each day on the way. */
export function isTimeCritical(hs6: string): boolean {
  return TIME_CRITICAL_GOODS.some(({ prefix }) => hs6.startsWith(prefix));
}

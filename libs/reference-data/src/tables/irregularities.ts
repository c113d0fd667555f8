// Made by `npm run generate` from libs/reference-data/data/irregularities.csv; its source stands in SOURCES.md beside that.

/** code, name. */
export const ROWS = [
  ['seal-broken', 'A seal is broken or missing'],
  ['seal-differs', 'A seal does not bear the number declared'],
  ['goods-missing', 'Goods are missing'],
  ['goods-in-excess', 'There are more goods than declared'],
  ['goods-differ', 'The goods are others than declared'],
  ['goods-damaged', 'The goods are damaged or spoilt'],
  ['packages-differ', 'The number or kind of packages is not as declared'],
  ['documents-differ', 'The documents do not belong to the goods or the vehicle'],
  ['vehicle-changed', 'The goods came on another vehicle without leave'],
  ['route-left', 'The prescribed route was left'],
  ['time-limit-passed', 'The time limit has passed'],
  ['not-presented', 'The goods were not presented at the office of destination'],
] as const;

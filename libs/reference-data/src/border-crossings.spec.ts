import { BORDER_CROSSINGS, checkLocode } from './index.js';

it('are of two places of two countries that are known, each pair once, with its source', () => {
  const pairs = BORDER_CROSSINGS.map(({ sides }) => [...sides].sort().join());
  expect(new Set(pairs).size).toBe(pairs.length);
  for (const { code, sides, name, source } of BORDER_CROSSINGS) {
    for (const place of sides) checkLocode(place, '/place');
    const [one, other] = sides;
    expect([code, one.slice(0, 2) === other.slice(0, 2)]).toEqual([code, false]);
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(name).toMatch(/^\S.*\S$/);
    expect(source).toMatch(/\S{5}/);
  }
});

it('hold the crossings between Pakistan and Central Asia through Afghanistan', () => {
  const countries = new Set(
    BORDER_CROSSINGS.map(({ sides }) =>
      sides
        .map((place) => place.slice(0, 2))
        .sort()
        .join('-'),
    ),
  );
  expect([...countries]).toEqual(expect.arrayContaining(['AF-PK', 'AF-UZ', 'CN-KZ']));
});

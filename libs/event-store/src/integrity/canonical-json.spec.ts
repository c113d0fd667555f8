import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

it('is the example of RFC 8785, 3.2.2 and 3.2.3', () => {
  const value = {
    numbers: [1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

it('puts names in the order of their UTF-16 units, 3.2.3', () => {
  const names = ['€', '\r', '\ufb33', '1', '😀', '\u0080', 'ö'];
  expect(canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))).toBe(
    '{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}',
  );
});

it('is the same for the same content, in whichever order it was put together, and says all of it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = canonicalJson(value);
      const again: unknown = JSON.parse(text);
      expect(again).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned(again))).toBe(text);
    }),
  );
});

it.each([
  [Number.NaN, 'no number'],
  [undefined, 'no word for undefined'],
  [1n, 'no word for bigint'],
  [new Date(0), 'an object of a class'],
  ['\ud800', 'half of a surrogate pair'],
])('has none of %p', (value, words) => {
  expect(() => canonicalJson({ value })).toThrow(words);
});

/** The same with the names of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, turned(part)]),
  );
}

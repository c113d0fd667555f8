import { rejectionOf } from '@corridor/testing';
import { chapterName, checkHs6, checkHsCode, HS_CHAPTERS, SECTORS, sectorOf } from './index.js';

it('knows the 96 chapters in use, each with a name', () => {
  const numbers = Array.from({ length: 97 }, (_, i) => String(i + 1).padStart(2, '0')).filter(
    (n) => n !== '77',
  );
  expect(HS_CHAPTERS.map(({ chapter }) => chapter)).toEqual(numbers);
  for (const { name } of HS_CHAPTERS) expect(name).toMatch(/^[A-Z].{2,40}$/);
  expect(chapterName('52')).toBe('Cotton');
  expect(chapterName('77')).toBeUndefined();
});

// 8549 (electronic waste) is the last heading of chapter 85 in HS 2022; 8487 of chapter 84; 9706 came with HS 2022.
it.each(['630260', '010121', '854912', '848790', '970610', '030111', '271019'])('%s is taken', (code) => {
  expect(() => checkHs6(code, '/hs6')).not.toThrow();
});

it.each([
  ['a reserved chapter', '779999'],
  ['national use', '980000'],
  ['national use', '999999'],
  ['no chapter', '000100'],
  ['heading 00', '520000'],
  ['a heading behind the last', '521300'],
  ['a heading behind the last', '855000'],
  ['a heading given up long ago', '050300'],
  ['a heading given up long ago', '852000'],
  ['five digits', '63026'],
  ['eight digits', '63026000'],
  ['no digits', 'cotton'],
  ['digits of another script', '٦٣٠٢٦٠'],
])('%s is refused: %s', (_, code) => {
  const rejection = rejectionOf(() => checkHs6(code, '/lines/0/hs6'));
  expect(rejection.code).toBe('hs-code-unknown');
  expect(rejection.details).toEqual({ pointer: '/lines/0/hs6' });
  expect(rejection.message).toContain(code);
});

it.each([
  ['630260', 'textiles'],
  ['520100', 'textiles'],
  ['640399', 'leather'],
  ['410411', 'leather'],
  ['300490', 'pharmaceuticals'],
  ['100630', 'agriculture'],
  ['240120', 'agriculture'],
  ['870899', 'logistics'],
  ['847130', 'it'],
  ['854231', 'it'],
  ['847989', 'consumer-goods'],
  ['950300', 'consumer-goods'],
  ['271019', 'other'],
  ['261800', 'other'],
])('the sector of %s is %s', (code, sector) => {
  expect(sectorOf(code)).toBe(sector);
  expect(SECTORS).toContain(sector);
});

it.each(['52', '6302', '630260'])('%s is a code of goods', (code) =>
  expect(() => checkHsCode(code, '/hs')).not.toThrow(),
);

it.each(['77', '99', '6300', '630060', '5', '520'])('%s is none', (code) => {
  expect(rejectionOf(() => checkHsCode(code, '/hs'))).toMatchObject({
    code: 'hs-code-unknown',
    details: { pointer: '/hs' },
  });
});

import { type ListedEntry, NameSearch, type ScreenedParties } from './name-search.js';

const listed = (...names: string[]): ListedEntry => ({ entryId: 'DL-1', names });
const parties = (told: Partial<ScreenedParties>): ScreenedParties => ({
  references: { remittance: [] },
  ...told,
});
const isFound = (entry: ListedEntry, debtorName: string): boolean =>
  new NameSearch([entry]).hitsOf(parties({ debtorName })).length > 0;

it.each([
  ['Demo Barda Trading', 'DEMO BARDA TRADING'],
  ['Demo Barda Trading', 'Trading, Demo-Barda'],
  ['Demo Barda Trading LLC', 'Demo Barda Trading (Pvt.) Ltd.'],
  ['Demo Barda Trading', 'Messrs Demo Barda Trading of Karachi'],
  ['Démo Bärda Tràding', 'Demo Barda Trading'],
  ['ТОО Демо Шымкент', 'Demo Shymkent LLP'],
  ['Demo Zhumabayev', 'Демо Жұмабаев'],
  ['Demo Yuliya Vasilyeva', 'Демо Юлия Васильева'],
  ['پاکستان', 'Pakistan (Pvt) Ltd'],
  // One letter wrong, missing, too many, or two in turn, where a word has six.
  ['Demo Bardaxar', 'Demo Bardasar'],
  ['Demo Bardaxar', 'Demo Bardaar'],
  ['Demo Bardaxar', 'Demo Bardaxxar'],
  ['Demo Bardaxar', 'Demo Bardxaar'],
  ['Bardaxar', 'Bardaxor LLC'],
])('finds "%s" in "%s"', (entry, text) => {
  expect(isFound(listed(entry), text)).toBe(true);
});

it.each([
  ['Demo Barda Trading', 'Demo Barda'],
  // A name of one word is no other name that has the word.
  ['Bardaxar', 'Bardaxar Textiles'],
  // Two letters, or one of a short word, or a figure.
  ['Demo Bardaxar', 'Demo Bardosor'],
  ['Demo Barda', 'Demo Borda'],
  ['Demo 1234567', 'Demo 1234568'],
  // One word does not stand for two of the list.
  ['Bardaxar Bardaxor', 'Bardaxar Trading'],
])('does not find "%s" in "%s"', (entry, text) => {
  expect(isFound(listed(entry), text)).toBe(false);
});

it('tells of each field, and of each entry once in each, by the name that was found', () => {
  const search = new NameSearch([
    { entryId: 'DL-2', names: ['Demo Second', 'Demo Alias'] },
    { entryId: 'DL-1', names: ['Demo First', 'DEMOPKKA'] },
  ]);
  const told = parties({
    debtorName: 'Demo First and Demo Alias',
    creditorName: 'Demo Second (Demo Alias)',
    ultimateDebtorName: 'Demo Second',
    ultimateCreditorName: 'Demo First of Karachi',
    debtorAgent: 'DEMOPKKA123',
    creditorAgent: 'DEMOPKKAXXX',
    references: { remittance: ['invoice 7', 'for Demo First', 'Demo First'] },
  });
  expect(search.hitsOf(told)).toEqual([
    { field: 'debtorName', entry: 'Demo Alias', entryId: 'DL-2' },
    { field: 'debtorName', entry: 'Demo First', entryId: 'DL-1' },
    { field: 'ultimateDebtorName', entry: 'Demo Second', entryId: 'DL-2' },
    { field: 'creditorName', entry: 'Demo Second', entryId: 'DL-2' },
    { field: 'ultimateCreditorName', entry: 'Demo First', entryId: 'DL-1' },
    { field: 'debtorAgent', entry: 'DEMOPKKA', entryId: 'DL-1' },
    { field: 'creditorAgent', entry: 'DEMOPKKA', entryId: 'DL-1' },
    { field: 'remittance', entry: 'Demo First', entryId: 'DL-1' },
  ]);
});

it.each([
  ['DEMOPKKA', 'DEMOPKKAXXX', true],
  ['DEMOPKKAXXX', 'DEMOPKKA', true],
  ['DEMOPKKA', 'DEMOPKKA123', true],
  ['DEMOPKKA123', 'DEMOPKKA', false],
  ['DEMOPKKA', 'DEMOPKKB', false],
])('a bank on the list as %s is %s: %s', (entry, debtorAgent, expected) => {
  expect(new NameSearch([listed(entry)]).hitsOf(parties({ debtorAgent })).length > 0).toBe(expected);
});

it('tells of a hundred entries at most', () => {
  const entries = Array.from({ length: 150 }, (_, at) => ({ entryId: String(at), names: ['Demo Barda'] }));
  expect(new NameSearch(entries).hitsOf(parties({ debtorName: 'Demo Barda' }))).toHaveLength(100);
});

import { readEntries } from './listed-entries.js';

const read = (text: string) => readEntries(new TextEncoder().encode(text));

it('reads a CSV with aliases, quotes and empty lines', () => {
  const text =
    '\ufeffID,Name,Aliases\r\n1,"Demo ""Barda"", LLC",Barda | Демо Барда\r\n\r\n2,Demo\n"3",Demo Third,';
  expect(read(text)).toEqual([
    { entryId: '1', names: ['Demo "Barda", LLC', 'Barda', 'Демо Барда'] },
    { entryId: '2', names: ['Demo'] },
    { entryId: '3', names: ['Demo Third'] },
  ]);
});

it('reads a CSV of the header alone: nobody is on the list', () => {
  expect(read('id,name\n')).toEqual([]);
});

it('reads a JSON array', () => {
  const text =
    ' [ {"id": "1", "name": "Demo [Barda]", "aliases": ["Barda, {2}"]}, {"id": "2", "name": "Demo"} ]';
  expect(read(text)).toEqual([
    { entryId: '1', names: ['Demo [Barda]', 'Barda, {2}'] },
    { entryId: '2', names: ['Demo'] },
  ]);
});

it.each([
  ['', 'line 1, column 1: The first line is id,name'],
  ['id;name\n1;Demo\n', 'line 1, column 1: The first line is id,name'],
  ['id,name\n1,Demo\n2\n', 'line 3, column 1: A name is missing'],
  ['id,name\n1,Demo,Barda\n', 'line 2, column 8: The line has more fields'],
  ['id,name,aliases\n1,Demo,Barda,x\n', 'line 2, column 14: The line has more fields'],
  ['id,name\n1,Demo\n1,Demo Other\n', 'line 3, column 1: The id "1" stands in line 2 already.'],
  ['id,name\n,Demo\n', 'line 2, column 1: The id ""'],
  ['id,name\n1,???\n', 'line 2, column 3: The name "???" has no letter or figure'],
  [`id,name\n1,${'x'.repeat(141)}\n`, 'line 2, column 3: The name'],
  ['id,name\n1,"De\nmo"\n', 'line 2, column 3: The name'],
  ['id,name\n1,"Demo\n2,Demo\n', 'line 2, column 3: The quote does not end.'],
  ['id,name\n1,Demo "Barda"\n', 'line 2, column 8: A field that holds a quote'],
  ['id,name\n1,"Demo" Barda\n', 'line 2, column 9: Behind a field in quotes'],
  ['[\n {"id": "1", "name": "Demo"},\n {"id": "2"}\n]', 'line 3, column 2: name: '],
  [
    '[\n {"id": "1", "name": "Demo"},\n {"id": "1", "name": "Other"}\n]',
    'line 3, column 2: The id "1" stands in line 2',
  ],
  ['[\n {"id": "1", "name": "Demo", "alias": []}]', 'line 2, column 2: '],
  ['[[1],\n 2]', 'line 1, column 2: '],
  ['[\n {"id": "1",\n "name"\n}]', 'line 4, column 1: Here it is no JSON'],
  ['[{"id": "1", "name": "De\\x"}]', 'line 1, column 22: Here it is no JSON'],
  ['[]]', 'line 1, column 3: Here it is no JSON'],
  ['[{"id": 01}]', 'line 1, column 10: Here it is no JSON'],
  ['[\n {"id": "1"}', 'line 2, column 13: Here it is no JSON'],
])('refuses %j by line and column', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

it('refuses what is not in UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('id,name\n1,'), Buffer.from([0xc4, 0x28]), Buffer.from('\n')]);
  expect(() => readEntries(bytes)).toThrow('line 2, column 3: It is not in UTF-8.');
});

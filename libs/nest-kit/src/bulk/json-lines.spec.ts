import { Readable } from 'node:stream';
import { type BulkItem, jsonLines } from './json-lines.js';

async function itemsOf(...chunks: readonly (string | Buffer)[]): Promise<readonly BulkItem[]> {
  const items: BulkItem[] = [];
  const body = Readable.from(chunks.map((each) => (typeof each === 'string' ? Buffer.from(each) : each)));
  for await (const item of jsonLines(body)) items.push(item);
  return items;
}

it('skips a byte order mark before the first line, however it comes', async () => {
  const items = [
    { line: 1, value: { a: 1 } },
    { line: 2, value: { a: 2 } },
  ];
  const text = Buffer.from('\uFEFF{"a":1}\n{"a":2}\n');
  expect(await itemsOf(text)).toEqual(items);
  expect(await itemsOf(text.subarray(0, 2), text.subarray(2))).toEqual(items);
  expect(await itemsOf('\uFEFF\n{"a":2}')).toEqual([{ line: 2, value: { a: 2 } }]);
});

it('takes one that stands elsewhere for what it is', async () => {
  expect(await itemsOf('{"a":1}\n\uFEFF{"a":2}')).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 2, fault: expect.stringContaining('The line is no JSON') },
  ]);
});

import { readFileSync } from 'node:fs';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

const sample = (name: string) =>
  readFileSync(new URL(`../../../../docs/rest/${name}.xml`, import.meta.url), 'utf8');

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

it('the samples of docs/rest, sent in their order, are answered as it is told there', async () => {
  const told: unknown[] = [];
  for (const name of [
    'camt.054',
    'samples/camt.053',
    'samples/pacs.008',
    'samples/pacs.002',
    'samples/camt.056',
    'samples/pacs.004',
  ]) {
    const { status, body } = await payments.karachi.file(sample(name));
    const [{ status: done, isoStatus, settlementId, returnId } = {} as never, ...others] = body.results;
    told.push([name, status, done, isoStatus, settlementId !== undefined, returnId !== undefined]);
    expect(others).toEqual([]);
  }
  expect(told).toEqual([
    ['camt.054', 200, 'accepted', 'ACTC', true, false],
    ['samples/camt.053', 200, 'duplicate', 'ACTC', true, false],
    ['samples/pacs.008', 200, 'accepted', 'ACTC', false, false],
    ['samples/pacs.002', 200, 'accepted', 'ACTC', true, false],
    ['samples/camt.056', 200, 'accepted', 'PDNG', false, false],
    ['samples/pacs.004', 200, 'accepted', 'ACTC', true, true],
  ]);
});

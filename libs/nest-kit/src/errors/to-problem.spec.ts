import { ContractViolation, validateEventData } from '@corridor/contracts';
import { ArchiveMissing } from '@corridor/event-store';
import { Rejection } from '@corridor/kernel';
import { z } from 'zod';
import { toProblem } from '../index.js';

const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};
const body = z.strictObject({ note: z.string(), line: z.strictObject({ hs6: z.string() }).optional() });

it('points to each field that a request must not have', () => {
  const value = { note: 'x', 'a/b': 1, line: { hs6: '630260', vat: 1, fee: 2 } };
  expect(toProblem(thrownBy(() => body.parse(value)))).toMatchObject({
    status: 422,
    code: 'content-invalid',
    pointer: '/line/vat',
    detail: '/line/vat: is not a field of this request',
    errors: [{ pointer: '/line/vat' }, { pointer: '/line/fee' }, { pointer: '/a~1b' }],
  });
});

it('names a hundred faults at most', () => {
  const value = { note: 'x', ...Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, i])) };
  const { errors, pointer } = toProblem(thrownBy(() => body.parse(value)));
  expect(errors).toHaveLength(100);
  expect([pointer, errors?.[99]?.pointer]).toEqual(['/x0', '/x99']);
});

it('takes what no event may hold for a fault of the request, with its field', () => {
  const data = { consignmentId: '0191d8a0-0000-7000-8000-000000000001', location: 'Almaty' };
  expect(toProblem(thrownBy(() => validateEventData('ConsignmentDelivered', 1, data)))).toMatchObject({
    status: 422,
    code: 'content-invalid',
    pointer: '/location',
    errors: [{ pointer: '/location', detail: expect.stringContaining('UN/LOCODE') }],
  });
});

it('takes an event that nobody published for a fault of its own', () => {
  const { status, code } = toProblem(thrownBy(() => validateEventData('Imagined', 1, {})));
  expect({ status, code }).toEqual({ status: 500, code: 'internal' });
  expect(toProblem(new ContractViolation('x')).status).toBe(500);
});

it('tells a refusal for the present state from one for the content', () => {
  expect(toProblem(new Rejection('hold-not-open', 'There is no open hold h-1.')).status).toBe(409);
  expect(toProblem(new Rejection('rate-not-one', 'A dollar is "1" dollar.')).status).toBe(422);
  const standing = { currentState: 'lodged', legalNow: ['PayDuty'] };
  expect(toProblem(new Rejection('duty-unpaid', 'x', standing))).toMatchObject(standing);
  const ofContent = toProblem(new Rejection('rate-not-one', 'x', { ...standing, pointer: '/rate' }));
  expect(ofContent).toEqual(toProblem(new Rejection('rate-not-one', 'x', { pointer: '/rate' })));
});

it('says that a part of the history is away, and not where it should lie', () => {
  const { status, code, detail } = toProblem(new ArchiveMissing('log-1.gz', 'put it into /secret/folder'));
  expect({ status, code }).toEqual({ status: 503, code: 'archive-not-at-hand' });
  expect(detail).toContain('log-1.gz');
  expect(detail).not.toContain('/secret');
});

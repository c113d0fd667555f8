import type { EpcisEventState } from '@corridor/domain';
import { NO_PLACES, type ReadEvent } from '@corridor/epcis';
import { Corrections } from './corrections.js';
import { about, palletSeen } from './epcis.spec-kit.js';
import { eventKeyOf } from './event-key.js';

const CONSIGNMENT = '0191d8a0-0000-7000-8000-000000000001';
const read = (serial: number, change: object = {}) =>
  ({
    pointer: '',
    hash: `ni:///sha-256;${String(serial).padStart(64, '0')}?ver=CBV2.0`,
    context: null,
    given: palletSeen(serial, { eventID: `urn:x:${serial}`, ...about(CONSIGNMENT), ...change }),
  }) as unknown as ReadEvent;
const declaring = (serial: number, correctiveEventIDs: readonly string[]) =>
  read(serial, {
    errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z', correctiveEventIDs },
  });

/** A log in which nothing was captured, with the streams that were read of it. */
function emptyLog() {
  const asked: string[] = [];
  const readStream = async (streamId: string) => {
    asked.push(streamId);
    return [];
  };
  const aggregates = { epcisEvents: { streamOf: (key: string) => `epcis-${key}` } };
  return { asked, corrections: new Corrections({ readStream } as never, aggregates as never, NO_PLACES) };
}
const ledTo = (hour: number) => ({
  consignmentId: CONSIGNMENT,
  location: 'KZALA',
  movement: 'arrived' as const,
  seenAt: `2026-03-09T${String(hour).padStart(2, '0')}:00:00.000+05:00`,
});
const captured = {
  status: 'captured',
  wrongFor: [],
  consignmentIds: [CONSIGNMENT],
} as unknown as EpcisEventState;

it('looks at the ids of a declaration as it is loaded, and not again for each checkpoint', async () => {
  let looks = 0;
  const ids = new Proxy(
    Array.from({ length: 10_000 }, (_, n) => `urn:x:unheard-of-${n}`),
    {
      get(target, field) {
        if (typeof field === 'string' && /^\d+$/.test(field)) looks += 1;
        return Reflect.get(target, field);
      },
    },
  );
  const declaration = declaring(1, ids);
  const { asked, corrections } = emptyLog();
  await corrections.load([declaration]);
  expect(asked).toHaveLength(2 * 500);
  const before = looks;
  for (let hour = 0; hour < 24; hour += 1) {
    expect(corrections.upholderOf(declaration.given, ledTo(hour), () => captured)).toBeUndefined();
  }
  expect(looks).toBe(before);
});

it('finds in the document the corrections that a declaration itself names, and no other declaration\u2019s', async () => {
  const right = read(2);
  const [naming, other] = [declaring(3, ['urn:x:2']), declaring(4, ['urn:x:unheard-of'])];
  const { corrections } = emptyLog();
  await corrections.load([right, naming, other]);
  const stateOf = (key: string) => {
    expect(key).toBe(eventKeyOf(right));
    return captured;
  };
  expect(corrections.upholderOf(naming.given, ledTo(8), stateOf)).toBe(eventKeyOf(right));
  expect(corrections.upholderOf(naming.given, ledTo(9), stateOf)).toBeUndefined();
  expect(corrections.upholderOf(other.given, ledTo(8), stateOf)).toBeUndefined();
});

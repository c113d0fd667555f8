import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { type EpcisEventCommand, type EpcisEventEvent, epcisEvent } from '../index.js';

const SEED = 20_260_309;

const command = fc.record({ captor: fc.constantFrom('a', 'b', 'c'), digit: fc.constantFrom('0', '1') }).map(
  ({ captor, digit }): Extract<EpcisEventCommand, { type: 'CaptureEpcisEvent' }> => ({
    type: 'CaptureEpcisEvent',
    occurredAt: '2026-03-09T08:00:00+05:00',
    data: {
      eventKey: '0191d8a0-0000-8000-8000-00000000000e',
      eventId: 'urn:uuid:1',
      captor,
      consignmentIds: [],
      parties: [],
      checkpoints: [],
      unmapped: [],
      identifiedBy: 'event-id',
      errorDeclaration: false,
      hash: `ni:///sha-256;${digit.repeat(64)}?ver=CBV2.0`,
      eventType: 'ObjectEvent',
      event: {},
      context: null,
    },
  }),
);

it('whatever comes, in whatever order: one capture, each captor once, and one hash', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
      const history: EpcisEventEvent[] = [];
      for (const each of commands) {
        try {
          history.push(...epcisEvent.decide(each, fold(epcisEvent, history)));
        } catch (error) {
          expect(error).toBeInstanceOf(Rejection);
          expect(each.data.hash).not.toBe(commands[0]?.data.hash);
        }
      }
      const [first] = commands;
      if (!first) return;
      const sound = commands.filter(({ data }) => data.hash === first.data.hash);
      const captors = [...new Set(sound.map(({ data }) => data.captor))];
      expect(history.map(({ type }) => type)).toEqual(
        captors.map((_, index) => (index === 0 ? 'EpcisEventCaptured' : 'EpcisEventCapturedAgain')),
      );
      expect(fold(epcisEvent, history)).toMatchObject({ hash: first.data.hash, captors });
    }),
    { seed: SEED, numRuns: 200 },
  );
});

import type { SubjectRegistered } from '@corridor/domain';
import { SubjectKeys, unseal } from '@corridor/event-store';
import fc from 'fast-check';
import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';
import { application, erasure, grant, invitation, submission } from './visa.spec-kit.js';

const SEED = 20_261_126;
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-07-01T00:00:00Z'));
});
afterAll(() => world.stop());

const letters = (min: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzқөüی'), minLength: min, maxLength: 40 });
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const traveller = fc.record({
  name: fc.tuple(letters(8), letters(8)).map((names) => names.join(' ')),
  passportNumber: digits(9).map((number) => `ZQ${number}`),
  birthDate: fc
    .date({ min: new Date('1930-01-01'), max: new Date('2005-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  contact: digits(12).map((number) => `+${number}`),
});

const at = { occurredAt: '2026-04-21T10:00:00+05:00' };
/** Steps that a life may try in whatever order: those that do not fit are refused, which may tell no more than the others. */
const STEPS: readonly (readonly [Holder, string, object])[] = [
  ['council', 'invitation', invitation()],
  ['council', 'decline', { ...at, reason: 'other' }],
  ['exporter', 'submission', submission()],
  ['consulate', 'document-requests', { ...at, documents: ['passport'] }],
  ['consulate', 'documents', at],
  ['consulate', 'grant', grant()],
  ['consulate', 'refusal', { ...at, reason: 'security' }],
  ['exporter', 'withdrawal', at],
];
const step = fc.constantFrom(...STEPS);

it('whatever becomes of them, no event tells who they are; what was sealed opens for its own subject and field, until it is erased', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ traveller, steps: fc.array(step, { maxLength: 8 }), erased: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
      async (lives) => {
        const keys = new SubjectKeys(world.owner, Buffer.alloc(32, 7).toString('base64'));
        const began = await world.log.head();
        const subjects: string[] = [];
        const answers: string[] = [];
        for (const life of lives) {
          const told = await world.done('exporter', 'visas', application({ traveller: life.traveller }));
          const { visaId = '', subjectId = '' } = told;
          subjects.push(subjectId);
          for (const [holder, path, body] of life.steps) {
            answers.push((await world.post(holder, `visas/${visaId}/${path}`, body)).text);
          }
          answers.push((await world.get('reporter', `visas/${visaId}`)).text);
          const { body } = await world.get('council', `visas/${visaId}`);
          expect(body.personalData).toEqual(life.traveller);
        }
        const events = await world.log.readAll({ after: began, limit: 1_000 });
        const text = [...events.map((event) => JSON.stringify(event)), ...answers].join('\n');
        for (const life of lives)
          for (const plain of Object.values(life.traveller)) expect(text).not.toContain(plain);

        const persons = subjects.map(
          (id) =>
            events.find(({ streamId }) => streamId === `subject-${id}`)?.data as SubjectRegistered['data'],
        );
        for (const [index, { subjectId, person }] of persons.entries()) {
          const key = await keys.find(subjectId);
          if (!key) throw new Error('It was not erased yet.');
          expect(unseal(person.name, 'name', key)).toBe(lives[index]?.traveller.name);
          expect(() => unseal(person.name, 'contact', key)).toThrow();
          for (const other of persons.filter((each) => each.subjectId !== subjectId)) {
            expect(() => unseal(other.person.name, 'name', key)).toThrow();
            expect(() => unseal(person.name, 'name', { ...key, keyId: other.subjectId })).toThrow();
          }
        }
        for (const [index, life] of lives.entries()) {
          const subjectId = subjects[index] ?? '';
          if (life.erased) await world.done('operator', `visas/subjects/${subjectId}/erasure`, erasure());
          expect((await keys.find(subjectId)) === undefined).toBe(life.erased);
        }
        // Erasing changed nothing of what stood there.
        expect(await world.log.readAll({ after: began, limit: events.length })).toEqual(events);
      },
    ),
    { seed: SEED, numRuns: 20 },
  );
}, 120_000);

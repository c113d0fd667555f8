import type { EventDataOf } from '@corridor/contracts';
import type { MasterKey } from '@corridor/event-store';
import type { DemoAppend } from '../generate-demo.js';
import { demoSubjectKey } from '../institutions/sealing.js';
import type { LoadClient } from './demo-load-record.js';

/**
 * Keeps the keys of the applicants of a group under the installation's master key, as the service does that seals, so that a consulate reads who they
 * are; those that the demo erases go with their keys. A key whose event never comes opens nothing.
 */
export async function keepKeys(
  client: LoadClient,
  master: MasterKey,
  seed: number,
  group: readonly DemoAppend[],
): Promise<void> {
  const registered: string[] = [];
  const erased: { readonly id: string; readonly by: string; readonly reason: string }[] = [];
  for (const { streams, actor } of group) {
    for (const { type, data } of streams.flatMap(({ events }) => events)) {
      if (type === 'SubjectRegistered') registered.push((data as EventDataOf<typeof type>).subjectId);
      if (type !== 'PersonalDataErased') continue;
      const { subjectId: id, reason } = data as EventDataOf<typeof type>;
      erased.push({ id, by: actor, reason });
    }
  }
  if (registered.length > 0) {
    const wrapped = registered.map((id) => master.wrap(id, demoSubjectKey(seed, id)));
    await client.query(
      `INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by)
       SELECT id, key, $3 FROM unnest($1::uuid[], $2::bytea[]) AS k (id, key)
       WHERE NOT EXISTS (SELECT FROM privacy.erasures e WHERE e.subject_id = k.id) ON CONFLICT DO NOTHING`,
      [registered, wrapped, master.fingerprint],
    );
  }
  for (const { id, by, reason } of erased) {
    await client.query(
      'INSERT INTO privacy.erasures (subject_id, erased_by, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [id, by, reason],
    );
    await client.query('DELETE FROM privacy.subject_keys WHERE subject_id = $1', [id]);
  }
}

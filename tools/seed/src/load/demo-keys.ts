import type { EventDataOf } from '@corridor/contracts';
import type { MasterKey } from '@corridor/event-store';
import type { DemoAppend } from '../generate-demo.js';
import { demoKey } from '../institutions/sealing.js';
import type { LoadClient } from './demo-load-record.js';

interface WrittenText {
  readonly id: string;
  readonly caseId: string;
  /** Whose application the case is about. */
  readonly subjectId: string | undefined;
}

/** The keys of the demo's applicants, and of what is written in its cases. */
export class DemoKeys {
  /** Who applies, by the application. */
  private readonly applicants = new Map<string, string>();
  /** Whose application a case is about, by the case. */
  private readonly concerned = new Map<string, string>();

  constructor(
    private readonly client: LoadClient,
    private readonly seed: number,
  ) {}

  /** Told of every append of the demo in its order, also of those that the log holds already. */
  see({ streams }: DemoAppend): void {
    for (const { type, data } of streams.flatMap(({ events }) => events)) {
      if (type === 'VisaInvitationRequested') {
        const { visaId, subjectId } = data as EventDataOf<typeof type>;
        this.applicants.set(visaId, subjectId);
      }
      if (type !== 'CaseOpened') continue;
      const { caseId, subject } = data as EventDataOf<typeof type>;
      const subjectId = this.applicants.get(subject.applicationId ?? '');
      if (subjectId !== undefined) this.concerned.set(caseId, subjectId);
    }
  }

  /**
   * Keeps the keys of a group under the installation's master key, as the service does that seals, so that a consulate reads who applies, and those with a
   * part in a case what is written there; what the demo erases goes with its keys. A key whose event never comes opens nothing.
   */
  async keep(master: MasterKey, group: readonly DemoAppend[]): Promise<void> {
    const events = group.flatMap(({ streams, actor }) =>
      streams.flatMap((stream) => stream.events.map(({ type, data }) => ({ type, data, actor }))),
    );
    const registered: string[] = [];
    const written: WrittenText[] = [];
    const erased: { readonly id: string; readonly by: string; readonly reason: string }[] = [];
    for (const { type, data, actor } of events) {
      if (type === 'SubjectRegistered') registered.push((data as EventDataOf<typeof type>).subjectId);
      if (type.startsWith('Case')) written.push(...this.textsIn(data as EventDataOf<'CaseOpened'>));
      if (type !== 'PersonalDataErased') continue;
      const { subjectId: id, reason } = data as EventDataOf<typeof type>;
      erased.push({ id, by: actor, reason });
    }
    await this.keepApplicants(master, registered);
    await this.keepTexts(master, written);
    for (const { id, by, reason } of erased) {
      await this.client.query(
        'INSERT INTO privacy.erasures (subject_id, erased_by, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [id, by, reason],
      );
      await this.client.query('DELETE FROM privacy.subject_keys WHERE subject_id = $1', [id]);
    }
  }

  private textsIn(data: { readonly caseId: string }): readonly WrittenText[] {
    const { caseId } = data;
    const subjectId = this.concerned.get(caseId);
    return Object.values(data).flatMap((value: unknown) =>
      typeof value === 'object' && value !== null && 'keyId' in value && typeof value.keyId === 'string'
        ? [{ id: value.keyId, caseId, subjectId }]
        : [],
    );
  }

  private async keepApplicants(master: MasterKey, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.client.query(
      `INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by)
       SELECT id, key, $3 FROM unnest($1::uuid[], $2::bytea[]) AS k (id, key)
       WHERE NOT EXISTS (SELECT FROM privacy.erasures e WHERE e.subject_id = k.id) ON CONFLICT DO NOTHING`,
      [ids, this.wrapped(master, ids), master.fingerprint],
    );
  }

  /** What is written of somebody whose key is gone already gets none. */
  private async keepTexts(master: MasterKey, texts: readonly WrittenText[]): Promise<void> {
    if (texts.length === 0) return;
    const ids = texts.map(({ id }) => id);
    await this.client.query(
      `INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by, of_case, of_subject)
       SELECT id, key, $3, of_case, of_subject
       FROM unnest($1::uuid[], $2::bytea[], $4::uuid[], $5::uuid[]) AS k (id, key, of_case, of_subject)
       WHERE NOT EXISTS (SELECT FROM privacy.erasures e WHERE e.subject_id = k.id)
         AND (k.of_subject IS NULL OR EXISTS (SELECT FROM privacy.subject_keys s WHERE s.subject_id = k.of_subject))
       ON CONFLICT DO NOTHING`,
      [
        ids,
        this.wrapped(master, ids),
        master.fingerprint,
        texts.map(({ caseId }) => caseId),
        texts.map(({ subjectId }) => subjectId ?? null),
      ],
    );
  }

  private wrapped(master: MasterKey, ids: readonly string[]): readonly Buffer[] {
    return ids.map((id) => master.wrap(id, demoKey(this.seed, id)));
  }
}

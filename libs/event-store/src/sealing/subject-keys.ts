import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { PrivacyKeyMissing, SubjectKeyGone } from '../errors.js';
import { inTransaction } from '../in-transaction.js';
import { MasterKey } from './master-key.js';
import { KEY_BYTES, type SubjectKey } from './sealed-text.js';

const ERASURES = `hashtext('erasures of personal data')`;

/** Who had the data of a subject erased, and why. */
export interface Erasure {
  readonly by: string;
  readonly reason: string;
}

/** Where a text was written: its key goes with that of the person whom it is about, where there is one. */
export interface TextOrigin {
  readonly caseId: string;
  readonly subjectId?: string;
}

/** Some of the texts of a case: those of these keys, made by an instant that PostgreSQL wrote. */
export interface TextsBefore {
  readonly ids?: readonly string[];
  readonly until?: string;
}

/** The keys of the people whose data stands in the log, beside the log: what is erased here opens nowhere. */
export class SubjectKeys {
  /** @param masterKey absent where the service was not given one: whatever needs it is refused then. */
  constructor(
    private readonly pool: pg.Pool,
    private readonly masterKey: string | undefined,
  ) {}

  /** @throws PrivacyKeyMissing where the service was not given one. */
  master(): MasterKey {
    if (this.masterKey === undefined) throw new PrivacyKeyMissing();
    return new MasterKey(this.masterKey);
  }

  /**
   * Makes the key of a new subject, or of a text, by an id of its own. It is on disk before this returns, so that no event is appended whose key a crash
   * could take; a key whose event never came opens nothing.
   */
  async create(subjectId: string, { text }: { readonly text?: TextOrigin } = {}): Promise<SubjectKey> {
    const master = this.master();
    const key = randomBytes(KEY_BYTES);
    // Not of a pool that commits without waiting for the disk, whatever its settings are.
    await inTransaction(this.pool, async (client) => {
      await client.query('SET LOCAL synchronous_commit TO on');
      await client.query(
        // Whose key is gone already takes no text along any more.
        `INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by, of_case, of_subject)
         VALUES ($1, $2, $3, $4, (SELECT k.subject_id FROM privacy.subject_keys k WHERE k.subject_id = $5))`,
        [
          subjectId,
          master.wrap(subjectId, key),
          master.fingerprint,
          text?.caseId ?? null,
          text?.subjectId ?? null,
        ],
      );
    });
    return { keyId: subjectId, key };
  }

  /**
   * The key of a subject; `undefined` where it was erased.
   * @throws PrivacyKeyMissing, PrivacyKeyDiffers
   */
  async find(subjectId: string): Promise<SubjectKey | undefined> {
    return (await this.findAll([subjectId])).get(subjectId);
  }

  /** The keys of these, but for those that were erased. @throws PrivacyKeyMissing, PrivacyKeyDiffers */
  async findAll(ids: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; wrapped_key: Buffer; wrapped_by: string }>({
      name: 'privacy-subject-keys',
      text: 'SELECT subject_id AS id, wrapped_key, wrapped_by FROM privacy.subject_keys WHERE subject_id = ANY ($1::uuid[])',
      values: [ids],
    });
    return new Map(
      rows.map(({ id, wrapped_key, wrapped_by }) => [
        id,
        { keyId: id, key: this.master().unwrap(id, wrapped_key, wrapped_by) },
      ]),
    );
  }

  /**
   * Notes in the transaction of the event that says so that from now on a subject is told by this. Until that ends, whoever erases waits, and finds the
   * event.
   * @param person what the same person is told by everywhere; it is kept blinded.
   * @throws SubjectKeyGone
   */
  async trace(client: pg.ClientBase, subjectId: string, person: string): Promise<void> {
    const trace = this.master().blind(person);
    await client.query(`SELECT pg_advisory_xact_lock_shared(${ERASURES})`);
    const { rowCount } = await client.query(
      'UPDATE privacy.subject_traces SET holds = false WHERE subject_id = $1 AND trace <> $2 AND holds',
      [subjectId, trace],
    );
    // Who was the same by what it was told by before may be somebody else.
    if (rowCount) {
      await client.query('UPDATE privacy.same_person SET certain = false WHERE other_id = $1', [subjectId]);
    }
    try {
      await client.query(
        `INSERT INTO privacy.subject_traces (subject_id, trace) VALUES ($1, $2)
         ON CONFLICT (trace, subject_id) DO UPDATE SET holds = true`,
        [subjectId, trace],
      );
    } catch (error) {
      throw isKeyGone(error) ? new SubjectKeyGone(subjectId) : error;
    }
  }

  /** Other subjects with data that are the same person, or may be: they were told alike, now or once. */
  othersOf(subjectId: string): Promise<readonly string[]> {
    return othersOf(this.pool, subjectId, false);
  }

  /** Those whose keys went with that of a subject. */
  async takenWith(subjectId: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'SELECT subject_id AS id FROM privacy.erasures WHERE taken_with = $1 ORDER BY subject_id',
      [subjectId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Destroys the key of a subject for good, and, of a whole person, those of the others that are told alike now. Again, it destroys what a restored backup
   * brought back; who did it first stays noted.
   */
  async erase(
    subjectId: string,
    { by, reason }: Erasure,
    of: 'subject' | 'person' = 'subject',
  ): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('SET LOCAL synchronous_commit TO on');
      // One by one: two of the same person see each other.
      await client.query(`SELECT pg_advisory_xact_lock(${ERASURES})`);
      const others = of === 'person' ? await othersOf(client, subjectId, true) : [];
      await client.query(
        'INSERT INTO privacy.erasures (subject_id, erased_by, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [subjectId, by, reason],
      );
      await client.query(
        `INSERT INTO privacy.erasures (subject_id, erased_by, reason, taken_with) SELECT id, $2, $3, $4 FROM unnest($1::uuid[]) id
         ON CONFLICT DO NOTHING`,
        [others, by, reason, subjectId],
      );
      await client.query('DELETE FROM privacy.subject_keys WHERE subject_id = ANY ($1::uuid[])', [
        [subjectId, ...others],
      ]);
    });
  }

  /** Of texts by their keys: when the last of those that were destroyed was, as PostgreSQL writes it, and whether a key of them stands. */
  async fateOf(ids: readonly string[]): Promise<{ readonly erasedAt?: string; readonly stands: boolean }> {
    const { rows } = await this.pool.query<{ erased_at: string | null; stands: boolean }>(
      `SELECT (SELECT max(erased_at)::text FROM privacy.erasures WHERE subject_id = ANY ($1::uuid[])) AS erased_at,
         EXISTS (SELECT FROM privacy.subject_keys WHERE subject_id = ANY ($1::uuid[])) AS stands`,
      [ids],
    );
    const { erased_at: erasedAt = null, stands = false } = rows[0] ?? {};
    return { stands, ...(erasedAt !== null && { erasedAt }) };
  }

  /** Destroys the keys of all that was written in a case so far. @param before of these alone, and of what was written by then. */
  async eraseTexts(caseId: string, { by, reason }: Erasure, before: TextsBefore = {}): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('SET LOCAL synchronous_commit TO on');
      await client.query(
        `INSERT INTO privacy.erasures (subject_id, erased_by, reason)
         SELECT subject_id, $2, $3 FROM privacy.subject_keys WHERE of_case = $1
           AND ($4::uuid[] IS NULL OR subject_id = ANY ($4)) AND ($5::timestamptz IS NULL OR created_at <= $5)
         ON CONFLICT DO NOTHING`,
        [caseId, by, reason, before.ids ?? null, before.until ?? null],
      );
      await client.query(
        `DELETE FROM privacy.subject_keys k USING privacy.erasures e WHERE k.of_case = $1 AND e.subject_id = k.subject_id`,
        [caseId],
      );
    });
  }
}

/** @param isCertain only those that are told alike now. */
async function othersOf(
  client: pg.Pool | pg.ClientBase,
  subjectId: string,
  isCertain: boolean,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT subject_id AS id FROM privacy.same_as($1) JOIN privacy.subject_keys USING (subject_id)
     WHERE certain OR NOT $2 ORDER BY subject_id`,
    [subjectId, isCertain],
  );
  return rows.map(({ id }) => id);
}

/** Of a foreign key to the keys: the row that it names is gone. */
function isKeyGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

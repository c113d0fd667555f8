import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { PrivacyKeyMissing } from '../errors.js';
import { inTransaction } from '../in-transaction.js';
import { MasterKey } from './master-key.js';
import { KEY_BYTES, type SubjectKey } from './sealed-text.js';

/** Who had the data of a subject erased, and why. */
export interface Erasure {
  readonly by: string;
  readonly reason: string;
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
   * Makes the key of a new subject. It is on disk before this returns, so that no event is appended whose key a crash could take; a key whose event
   * never came opens nothing.
   */
  async create(subjectId: string): Promise<SubjectKey> {
    const master = this.master();
    const key = randomBytes(KEY_BYTES);
    // Not of a pool that commits without waiting for the disk, whatever its settings are.
    await inTransaction(this.pool, async (client) => {
      await client.query('SET LOCAL synchronous_commit TO on');
      await client.query(
        'INSERT INTO privacy.subject_keys (subject_id, wrapped_key, wrapped_by) VALUES ($1, $2, $3)',
        [subjectId, master.wrap(subjectId, key), master.fingerprint],
      );
    });
    return { keyId: subjectId, key };
  }

  /**
   * The key of a subject; `undefined` where it was erased.
   * @throws PrivacyKeyMissing, PrivacyKeyDiffers
   */
  async find(subjectId: string): Promise<SubjectKey | undefined> {
    const { rows } = await this.pool.query<{ wrapped_key: Buffer; wrapped_by: string }>({
      name: 'privacy-subject-key',
      text: 'SELECT wrapped_key, wrapped_by FROM privacy.subject_keys WHERE subject_id = $1',
      values: [subjectId],
    });
    const [row] = rows;
    if (!row) return undefined;
    return { keyId: subjectId, key: this.master().unwrap(subjectId, row.wrapped_key, row.wrapped_by) };
  }

  /** Destroys the key of a subject for good. Again, it destroys what a restored backup brought back; who did it first stays noted. */
  async erase(subjectId: string, { by, reason }: Erasure): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('SET LOCAL synchronous_commit TO on');
      await client.query(
        'INSERT INTO privacy.erasures (subject_id, erased_by, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [subjectId, by, reason],
      );
      await client.query('DELETE FROM privacy.subject_keys WHERE subject_id = $1', [subjectId]);
    });
  }
}

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.js';

/** Raised when the folder's layout changes so that an earlier version cannot read it. */
const FORMAT = 1;
const MARKER = 'ledger.json';

interface Marker {
  readonly about: string;
  readonly format: number;
  /** SHA-256 of each migration that its embedded database has had. */
  readonly migrations: Readonly<Record<string, string>>;
}

/** Everything that a start keeps, and where. */
export class DataFolder {
  readonly postgres: string;
  readonly kafka: string;
  readonly logs: string;
  /** A pid file for each service at work. */
  readonly run: string;
  readonly lock: string;
  readonly guardianPid: string;
  readonly keys: string;
  /** The master key of personal data. */
  readonly privacyKey: string;
  /** What reports are signed with, and the public half. */
  readonly reportKey: string;
  readonly reportPublicKey: string;

  constructor(readonly path: string) {
    this.postgres = join(path, 'postgres');
    this.kafka = join(path, 'kafka');
    this.logs = join(path, 'logs');
    this.run = join(path, 'run');
    this.lock = join(path, 'lock');
    this.guardianPid = join(path, 'guardian.pid');
    this.keys = join(path, 'keys.json');
    this.privacyKey = join(path, 'privacy.key');
    this.reportKey = join(path, 'report.key');
    this.reportPublicKey = join(path, 'report.pub');
  }

  /**
   * Makes the folder where there is none, and marks it as a ledger's.
   * @throws StartError where it holds something else, which is then left alone, or cannot be written to
   */
  open(): void {
    try {
      if (!existsSync(this.path)) {
        mkdirSync(this.path, { recursive: true });
        // PostgreSQL may run as another user and has to get through, whatever the umask.
        chmodSync(this.path, 0o755);
      }
      if (readdirSync(this.path).length === 0) this.write({ about: ABOUT, format: FORMAT, migrations: {} });
    } catch (error) {
      throw new StartError(
        `The data folder ${this.path} cannot be used: ${(error as Error).message}. ` +
          'Name one that you may write to with LEDGER_DATA_DIR.',
      );
    }
    this.read();
    for (const folder of [this.logs, this.run]) mkdirSync(folder, { recursive: true });
  }

  /** @throws StartError where another version of the ledger wrote what is kept, which this one cannot go on with */
  checkVersion(known: Readonly<Record<string, string>>): void {
    const { format, migrations } = this.read();
    const foreign = Object.keys(migrations).find((name) => migrations[name] !== known[name]);
    if (format === FORMAT && foreign === undefined) return;
    const what = format === FORMAT ? `its migration ${foreign}` : `format ${format}`;
    throw new StartError(
      `The data in ${this.path} was written by another version of the ledger (${what} is not this one's). ` +
        'Start with --fresh to begin anew, or name another folder with LEDGER_DATA_DIR.',
    );
  }

  /** Notes which migrations the embedded database has had. */
  noteMigrations(migrations: Readonly<Record<string, string>>): void {
    this.write({ ...this.read(), migrations });
  }

  /** Deletes what is kept; only the lock of this start stays. */
  empty(): void {
    this.read();
    for (const name of readdirSync(this.path)) {
      const path = join(this.path, name);
      if (name !== MARKER && path !== this.lock) rmSync(path, { recursive: true, force: true });
    }
    this.write({ about: ABOUT, format: FORMAT, migrations: {} });
    this.open();
  }

  private read(): Marker {
    let marker: unknown;
    try {
      marker = JSON.parse(readFileSync(join(this.path, MARKER), 'utf8'));
    } catch {}
    if (isMarker(marker)) return marker;
    throw new StartError(
      `${this.path} is not the data folder of a ledger (it has no ${MARKER}); nothing in it was touched. ` +
        'Name an empty or new folder with LEDGER_DATA_DIR.',
    );
  }

  private write(marker: Marker): void {
    const path = join(this.path, MARKER);
    writeFileSync(`${path}.new`, `${JSON.stringify(marker, null, 2)}\n`);
    renameSync(`${path}.new`, path);
  }
}

const ABOUT =
  'Data of the Corridor Ledger. "npm start -- --fresh" deletes this folder\'s content and begins anew.';

function isMarker(value: unknown): value is Marker {
  if (typeof value !== 'object' || value === null) return false;
  return 'format' in value && typeof value.format === 'number' && 'migrations' in value;
}

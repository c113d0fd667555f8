import { createHash, randomBytes } from 'node:crypto';
import { bicSchema, countrySchema, locodeSchema, participantIdSchema } from '@corridor/contracts';
import { inTransaction } from '@corridor/event-store';
import { type Command, Option } from 'commander';
import type pg from 'pg';
import type { CommandContext } from './command.js';
import { CommandError } from './command-error.js';
import { withLedger } from './connection.js';
import { historyOfKeys } from './key-history.js';

/** Whom a key may be given to; each role's rights are those of the routes (`docs/rest`). */
const ROLES = [
  'bank',
  'trader',
  'customs',
  'reporter',
  'operator',
  'commission',
  'council',
  'consulate',
] as const;
type Role = (typeof ROLES)[number];

/** So much of a key's hash tells it from any other. */
const ID = /^[0-9a-f]{12}$/;
const LABEL_MAX = 140;

interface Told {
  readonly bic?: readonly string[];
  readonly office?: readonly string[];
}

interface Added extends Told {
  readonly participant: string;
  readonly role: Role;
  readonly label: string;
}

/** Who may call the services: keys are random, shown once, and kept as their SHA-256 alone. */
export function addKeysCommands(program: Command, { env, print }: CommandContext): void {
  const keys = program
    .command('keys')
    .description('give out API keys, change whom they are for, and revoke them');
  keys
    .command('list')
    .description('tell which keys there are, and which of them were revoked')
    .action(() =>
      withLedger(env, async (pool) => {
        for (const line of await linesOf(pool)) print(line);
      }),
    );
  keys
    .command('history [id]')
    .description('tell what became of a key, or of all: when it was made, changed or revoked, and by whom')
    .action((id: string | undefined) =>
      withLedger(env, async (pool) => {
        for (const line of await historyOfKeys(pool, id)) print(line);
      }),
    );
  withRights(keys.command('add').description('make a key, and print it this once'))
    .requiredOption('--participant <id>', 'whom it is for, such as demo-bank-almaty')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--label <text>', 'what tells it from other keys of the same participant (required)')
    .action((added: Added) => withLedger(env, async (pool) => print(await add(pool, added))));
  withRights(
    keys
      .command('change <id>')
      .description('give a key other BICs or offices, in place of those that it has'),
  ).action((id: string, told: Told) => withLedger(env, async (pool) => print(await change(pool, id, told))));
  keys
    .command('revoke <id>')
    .description('refuse a key from now on, within five seconds')
    .action((id: string) => withLedger(env, async (pool) => print(await revoke(pool, id))));
}

function withRights(command: Command): Command {
  return command
    .option('--bic <bic...>', 'the BICs of a bank: it answers and books as the agent of these')
    .option('--office <place...>', 'the offices of customs: UN/LOCODEs, or countries for all of theirs');
}

async function linesOf(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<Row>(
    `SELECT left(encode(key_hash, 'hex'), 12) AS id, participant, role, label, offices, bics, created_at, revoked_at
     FROM access.api_keys ORDER BY created_at, key_hash`,
  );
  return rows.map(({ id, participant, role, label, offices, bics, created_at, revoked_at }) => {
    const rights = [...bics, ...offices];
    const of = rights.length > 0 ? ` (${rights.join(', ')})` : '';
    const state = revoked_at ? `revoked ${revoked_at.toISOString()}` : `since ${created_at.toISOString()}`;
    return `${id}  ${role} ${participant}${of}, ${state}: ${label}`;
  });
}

async function add(pool: pg.Pool, { participant, role, label, ...told }: Added): Promise<string> {
  if (!participantIdSchema.safeParse(participant).success || participant.length < 2) {
    throw new CommandError(
      `--participant has 2 to 63 lower-case letters, digits and hyphens, not "${participant}".`,
    );
  }
  if (label.trim() === '' || label.length > LABEL_MAX) {
    throw new CommandError(`--label has 1 to ${LABEL_MAX} characters.`);
  }
  const { bics = [], offices = [] } = rightsOf(told, role);
  const key = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(key).digest('hex');
  await withOwnBics(pool, participant, bics, (client) =>
    client.query(
      `INSERT INTO access.api_keys (key_hash, participant, role, label, bics, offices)
       VALUES (decode($1, 'hex'), $2, $3, $4, $5, $6)`,
      [hash, participant, role, label.trim(), bics, offices],
    ),
  );
  const id = hash.slice(0, 12);
  const lacks = role === 'bank' && bics.length === 0 ? `\n${withoutBic(id)}` : '';
  return `${id}  ${key}\nIt is not shown again: whoever it is for keeps it as a password.${lacks}`;
}

/** Entries of accounts and settlements in JSON need no BIC; what goes between banks does. */
function withoutBic(id: string): string {
  return `It has no BIC, so it is not known which bank messages mean by one: a status ACCC books only at the bank that keeps the creditor's account, and waits here for a BIC; and recalls go from BIC to BIC, so none is sent under this key, and none finds the bank by it. "keys change ${id} --bic <bic>" gives it one.`;
}

async function change(pool: pg.Pool, id: string, told: Told): Promise<string> {
  const { role, hash, participant } = await keyOf(pool, id);
  const { bics, offices } = rightsOf(told, role);
  if (!bics && !offices) throw new CommandError('Say what changes: --bic for a bank, --office for customs.');
  await withOwnBics(pool, participant, bics ?? [], (client) =>
    client.query(
      `UPDATE access.api_keys SET bics = coalesce($2, bics), offices = coalesce($3, offices) WHERE key_hash = $1`,
      [hash, bics, offices],
    ),
  );
  return `${id} now has ${[...(bics ?? []), ...(offices ?? [])].join(', ')}; services know it within five seconds`;
}

async function revoke(pool: pg.Pool, id: string): Promise<string> {
  const { hash } = await keyOf(pool, id);
  await pool.query('UPDATE access.api_keys SET revoked_at = now() WHERE key_hash = $1', [hash]);
  return `${id} is revoked: it is refused within five seconds, and what was done with it stays`;
}

/**
 * Writes a key whose BICs are of no other participant's keys. Head office and branches have the first eight characters alike, and the ledger takes them
 * for one bank: two would each be told what is meant for the other one.
 * @throws CommandError that names the other participant.
 */
async function withOwnBics(
  pool: pg.Pool,
  participant: string,
  bics: readonly string[],
  write: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // What another command gives out meanwhile is not seen else.
    await client.query('LOCK TABLE access.api_keys IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<{ bic: string; participant: string; own: string }>(
      `SELECT given.bic, participant, own.bic AS own FROM unnest($2::text[]) AS given (bic), access.api_keys, unnest(bics) AS own (bic)
       WHERE revoked_at IS NULL AND participant <> $1 AND left(own.bic, 8) = left(given.bic, 8) LIMIT 1`,
      [participant, bics],
    );
    const [taken] = rows;
    if (taken) {
      const { bic, own, participant: other } = taken;
      throw new CommandError(
        `--bic: ${bic} names the bank of ${other}, whose key has ${own}: a BIC, with its branches, is of one participant. Change or revoke that key first.`,
      );
    }
    await write(client);
  });
}

/** A key that is not revoked. */
async function keyOf(
  pool: pg.Pool,
  id: string,
): Promise<{ readonly hash: Buffer; readonly role: Role; readonly participant: string }> {
  if (!ID.test(id))
    throw new CommandError(`A key is named by the 12 digits that "keys list" tells, not by "${id}".`);
  const { rows } = await pool.query<{ hash: Buffer; role: Role; participant: string; revoked: boolean }>(
    `SELECT key_hash AS hash, role, participant, revoked_at IS NOT NULL AS revoked FROM access.api_keys
     WHERE left(encode(key_hash, 'hex'), 12) = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new CommandError(`There is no key ${id}: "keys list" tells which there are.`);
  if (row.revoked) throw new CommandError(`The key ${id} was revoked.`);
  return row;
}

/** @throws CommandError for what is no BIC or office, or does not go with the role. */
function rightsOf(
  { bic, office }: Told,
  role: Role,
): { readonly bics?: readonly string[]; readonly offices?: readonly string[] } {
  if (bic && role !== 'bank') throw new CommandError(`--bic goes with the role bank, not with ${role}.`);
  if (office && role !== 'customs')
    throw new CommandError(`--office goes with the role customs, not with ${role}.`);
  for (const each of bic ?? []) {
    if (!bicSchema.safeParse(each).success)
      throw new CommandError(`--bic: "${each}" is no BIC such as DEMOKZKA.`);
  }
  for (const each of office ?? []) {
    if (!locodeSchema.safeParse(each).success && !countrySchema.safeParse(each).success) {
      throw new CommandError(
        `--office: "${each}" is neither a UN/LOCODE such as KZALA nor a country such as KZ.`,
      );
    }
  }
  return { ...(bic && { bics: bic }), ...(office && { offices: office }) };
}

interface Row {
  readonly id: string;
  readonly participant: string;
  readonly role: Role;
  readonly label: string;
  readonly offices: readonly string[];
  readonly bics: readonly string[];
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

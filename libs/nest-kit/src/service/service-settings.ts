import { isMasterKey } from '@corridor/event-store';
import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'has to begin with postgres://'),
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/, 'has to be host:port, several separated by commas')
    .optional(),
  LEDGER_ARCHIVE_DIR: z.string().optional(),
  LEDGER_PRIVACY_KEY: z
    .string()
    .refine(isMasterKey, 'has to be 32 random bytes in base64, as `openssl rand -base64 32` writes them')
    .optional(),
  WEBHOOK_LOOPBACK: z.enum(['allowed', 'refused']).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface ServiceSettings {
  readonly databaseUrl: string;
  /** Absent: the bus is the log in PostgreSQL. */
  readonly kafkaBrokers?: readonly string[];
  /** Folder of the archived part of the log; absent: none of the log may be archived. */
  readonly archiveDir?: string;
  /** The master key of personal data, in base64; absent: none is taken or shown. */
  readonly privacyKey?: string;
  /** Whether webhooks may go to this machine, by HTTP too: for development; absent where they may not. */
  readonly webhookLoopback?: true;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly logLevel: string;
}

/** Reads the settings of a service from its environment. @throws Error naming every variable at fault. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ServiceSettings {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n  ${faults.join('\n  ')}`);
  }
  const { DATABASE_URL, KAFKA_BROKERS, LEDGER_ARCHIVE_DIR, LEDGER_PRIVACY_KEY } = read.data;
  const { WEBHOOK_LOOPBACK, HOST, PORT, LOG_LEVEL } = read.data;
  return {
    databaseUrl: DATABASE_URL,
    ...(KAFKA_BROKERS === undefined ? {} : { kafkaBrokers: KAFKA_BROKERS.split(',') }),
    ...(LEDGER_ARCHIVE_DIR === undefined ? {} : { archiveDir: LEDGER_ARCHIVE_DIR }),
    ...(LEDGER_PRIVACY_KEY === undefined ? {} : { privacyKey: LEDGER_PRIVACY_KEY }),
    ...(WEBHOOK_LOOPBACK === 'allowed' && { webhookLoopback: true }),
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
  };
}

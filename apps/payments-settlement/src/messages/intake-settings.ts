import { z } from 'zod';

/** What Nest injects: the {@link IntakeSettings}. */
export const INTAKE_SETTINGS = Symbol('intake settings');

export interface IntakeSettings {
  /** Of a file; how many transactions it may have is the reader's bound. */
  readonly bytesMax: number;
  /** A file that breaks its schema is refused, also where only what is not read breaks it. */
  readonly strict: boolean;
}

const MIB = 1024 * 1024;

export const INTAKE_DEFAULTS: IntakeSettings = { bytesMax: 256 * MIB, strict: false };

const schema = z.object({
  ISO20022_FILE_MAX_MIB: z.coerce.number().int().min(1).max(2_048).default(256),
  ISO20022_STRICT: z.enum(['true', 'false']).default('false'),
});

/** Reads what an operator set: `ISO20022_FILE_MAX_MIB`, `ISO20022_STRICT`. @throws Error naming what is at fault. */
export function readIntakeSettings(
  environment: Readonly<Record<string, string | undefined>>,
): IntakeSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n  ${faults.join('\n  ')}`);
  }
  const { ISO20022_FILE_MAX_MIB, ISO20022_STRICT } = read.data;
  return {
    ...INTAKE_DEFAULTS,
    bytesMax: ISO20022_FILE_MAX_MIB * MIB,
    strict: ISO20022_STRICT === 'true',
  };
}

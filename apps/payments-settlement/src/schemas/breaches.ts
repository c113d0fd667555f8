import type { SchemaFault } from '@corridor/iso20022';
import { ProblemError } from '@corridor/nest-kit';
import type { IntakeSettings } from '../messages/intake-settings.js';
import type { FoundMessage, LookedThrough } from '../messages/looking-through.js';
import type { Spool } from '../messages/spool.js';
import type { Warning } from '../messages/warning.js';
import type { MessageSchemas } from './message-schemas.js';

/**
 * What of a file breaks the schemas of its messages, where they are at hand: real messages break theirs in what nobody reads, so that is told and
 * held against none, unless the operator wants it so. A file that is not held in memory is not held against them.
 * @throws ProblemError 422, where the operator wants it so: `schema-breached`, and `schema-unchecked` for a file that is too large.
 */
export async function breaches(
  schemas: MessageSchemas,
  { memory }: Spool,
  { messages }: LookedThrough,
  { strict }: IntakeSettings,
): Promise<readonly Warning[]> {
  const namespaces = [...new Set(messages.map(({ begin }) => begin.namespace))];
  if (!memory) {
    if (strict && namespaces.some((each) => schemas.covers(each))) throw unchecked();
    return [];
  }
  const warnings: Warning[] = [];
  for (const namespace of namespaces) {
    const faults = (await schemas.faultsOf(namespace, memory)) ?? [];
    for (const fault of faults) {
      const found = messageOf(fault, messages);
      if (strict) throw breached(fault, found);
      warnings.push({
        code: 'schema-breached',
        message: fault.message,
        ...(found && { messageId: found.begin.messageId }),
        ...placeOf(fault),
      });
    }
  }
  return warnings;
}

/** The message that it stands in; undefined where its place tells none of several. */
function messageOf({ xpath }: SchemaFault, messages: readonly FoundMessage[]): FoundMessage | undefined {
  if (messages.length === 1) return messages[0];
  const at = xpath && `${firstUnnumbered(xpath)}/`;
  return at === undefined
    ? undefined
    : messages.find(({ begin }) => at.startsWith(`${firstUnnumbered(begin.xpath)}/`));
}

/** A schema's faults number the first of several beside each other; the reader does not. */
const firstUnnumbered = (xpath: string): string => xpath.replaceAll('[1]', '');

const placeOf = ({ xpath, line }: SchemaFault): Pick<SchemaFault, 'xpath' | 'line'> => ({
  ...(xpath !== undefined && { xpath }),
  ...(line !== undefined && { line }),
});

function breached(fault: SchemaFault, found: FoundMessage | undefined): ProblemError {
  const which = found ? `The message "${found.begin.messageId}"` : 'A message';
  const detail = `${which} breaks its schema: ${fault.message} Nothing of the file was recorded.`;
  return new ProblemError(422, 'schema-breached', detail, placeOf(fault));
}

function unchecked(): ProblemError {
  const detail =
    'The ledger takes only what keeps to its schema, and a file of more than 8 MiB cannot be held against one: split it into several. Nothing of it was recorded.';
  return new ProblemError(422, 'schema-unchecked', detail);
}

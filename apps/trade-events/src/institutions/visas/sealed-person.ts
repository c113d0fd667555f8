import type { SealedPerson } from '@corridor/domain';
import { type SubjectKey, type SubjectKeys, seal, unseal } from '@corridor/event-store';
import type { CommandRequest } from '@corridor/nest-kit';
import type { z } from 'zod';
import type { personSchema } from './visa.bodies.js';

/** Who somebody is, in plain: never kept, nor logged. */
export type Person = z.infer<typeof personSchema>;

export function personSealed(
  { name, passportNumber, birthDate, contact }: Person,
  key: SubjectKey,
): SealedPerson {
  return {
    name: seal(name, 'name', key),
    passportNumber: seal(passportNumber, 'passportNumber', key),
    birthDate: seal(birthDate, 'birthDate', key),
    ...(contact !== undefined && { contact: seal(contact, 'contact', key) }),
  };
}

export function personOpened(
  { name, passportNumber, birthDate, contact }: SealedPerson,
  key: SubjectKey,
): Person {
  return {
    name: unseal(name, 'name', key),
    passportNumber: unseal(passportNumber, 'passportNumber', key),
    birthDate: unseal(birthDate, 'birthDate', key),
    ...(contact && { contact: unseal(contact, 'contact', key) }),
  };
}

/** What the same person is told by, by whatever firm and however the name is spelt. */
export function traceOf({ passportNumber, birthDate }: Person): string {
  return JSON.stringify(['person', passportNumber, birthDate]);
}

/** What is kept of a request for ever is its hash, which must not tell whoever tries names and numbers that they are the right ones. */
export function blinded(request: CommandRequest, keys: SubjectKeys): CommandRequest {
  const { idempotency } = request;
  if (!idempotency) return request;
  const requestHash = keys.master().blind(idempotency.requestHash);
  return { ...request, idempotency: { ...idempotency, requestHash } };
}

import { Rejection } from '@corridor/kernel';
import type { CallHandler, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import { catchError, map, type Observable } from 'rxjs';
import { ALLOWED, type CallerRequest } from '../access/access.guard.js';
import { callerOf, type Role } from '../access/caller.js';
import { OPERATION, type OperationFacts } from './operation.js';

/**
 * Lets `legalNow` of these controllers' answers and refusals name only what the role of whoever asks may send: which command is for whom is what the
 * routes say that ask for it. What no route asks for, the ledger does itself.
 */
export class LegalForAsker implements NestInterceptor {
  private readonly controllers: ReadonlySet<unknown>;
  private readonly roles: ReadonlyMap<string, ReadonlySet<Role>>;

  constructor(controllers: readonly Type[]) {
    this.controllers = new Set(controllers);
    this.roles = rolesByCommand(controllers);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const answers = next.handle();
    if (!this.controllers.has(context.getClass())) return answers;
    const { role } = callerOf(context.switchToHttp().getRequest<CallerRequest>());
    const isForRole = (type: string) => this.roles.get(type)?.has(role) ?? false;
    return answers.pipe(
      map((answer: unknown) =>
        hasLegalNow(answer) ? { ...answer, legalNow: answer.legalNow.filter(isForRole) } : answer,
      ),
      catchError((error: unknown) => {
        throw withLegalNow(error, isForRole);
      }),
    );
  }
}

/** The error; a refusal that tells what is possible tells of it what `isYours` leaves. */
export function withLegalNow(error: unknown, isYours: (type: string) => boolean): unknown {
  if (!(error instanceof Rejection) || !hasLegalNow(error.details)) return error;
  const legalNow = error.details.legalNow.filter(isYours);
  return new Rejection(error.code, error.message, { ...error.details, legalNow });
}

function hasLegalNow(value: unknown): value is { readonly legalNow: readonly string[] } {
  return typeof value === 'object' && value !== null && 'legalNow' in value && Array.isArray(value.legalNow);
}

function rolesByCommand(controllers: readonly Type[]): ReadonlyMap<string, ReadonlySet<Role>> {
  const roles = new Map<string, Set<Role>>();
  for (const { prototype } of controllers) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const handler: object = prototype[name];
      const facts: OperationFacts | undefined = Reflect.getMetadata(OPERATION, handler);
      const allowed: readonly Role[] = Reflect.getMetadata(ALLOWED, handler) ?? [];
      for (const command of facts?.commands ?? []) {
        roles.set(command, new Set([...(roles.get(command) ?? []), ...allowed]));
      }
    }
  }
  return roles;
}

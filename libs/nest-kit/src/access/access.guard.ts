import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ProblemError } from '../errors/problem.js';
import type { Caller, Role } from './caller.js';
import { KeyRing } from './key-ring.js';

/** Where a handler's roles, and that it needs no key, stand by Nest's metadata. */
export const ALLOWED = 'corridor:allowed-roles';
export const PUBLIC = 'corridor:public';

/** Which roles may call a handler, or all of a controller's. A handler that names none is closed to everyone. */
export const Allow = (...roles: readonly Role[]) => SetMetadata(ALLOWED, roles);
/** A handler that needs no key, such as a health check. */
export const Public = () => SetMetadata(PUBLIC, true);

export interface CallerRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  caller?: Caller;
}

/** Lets a request pass that carries the key of an allowed role as `Authorization: Bearer <key>`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly keys: KeyRing,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const caller = await authenticate(request, this.keys);
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED, targets) ?? [];
    if (!allowed.includes(caller.role)) {
      throw new ProblemError(
        403,
        'right-missing',
        `This needs the key of one of these: ${allowed.join(', ')}. The role of yours is ${caller.role}.`,
      );
    }
    request.caller = caller;
    return true;
  }
}

/** The holder of the request's key. @throws ProblemError 401 without a valid one. */
export async function authenticate({ headers }: CallerRequest, keys: KeyRing): Promise<Caller> {
  const header = headers.authorization;
  const key = typeof header === 'string' ? /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1] : undefined;
  if (key === undefined) {
    throw new ProblemError(401, 'key-missing', 'Send your API key as "Authorization: Bearer <key>".');
  }
  const caller = await keys.callerOf(key);
  if (!caller) throw new ProblemError(401, 'key-unknown', 'This API key is unknown or was revoked.');
  return caller;
}

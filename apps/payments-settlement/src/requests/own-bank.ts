import type { Caller } from '@corridor/nest-kit';

/** Whose rows somebody may look at: a bank its own; an operator, and whoever else a route lets in, those of all. */
export function ownBank({ role, participant }: Caller): string | undefined {
  return role === 'bank' ? participant : undefined;
}

/** {@link ownBank} as a filter: without a bank where all may be seen. */
export function ofOwnBank(caller: Caller): { readonly bank?: string } {
  const bank = ownBank(caller);
  return bank === undefined ? {} : { bank };
}

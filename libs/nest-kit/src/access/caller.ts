/** What a key allows its holder to do. */
export const ROLES = ['bank', 'trader', 'customs', 'reporter', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Caller {
  readonly participant: string;
  readonly role: Role;
}

/** The actor as it stands in events. */
export function actorOf({ role, participant }: Caller): string {
  return `${role}:${participant}`;
}

import { EnvelopArmor } from '@escape.tech/graphql-armor';
import type { GraphQLError, ValidationContext } from 'graphql';
import { type ErrorCode, requestError } from './errors.js';

export const DEPTH_MAX = 10;
export const ALIASES_MAX = 15;
export const DIRECTIVES_MAX = 20;
export const TOKENS_MAX = 2_000;

/**
 * Refuses operations by their form, before anything is run. Their cost is not among graphql-armor's limits here: it counts
 * `first` only where that is written as a number, not where a variable brings it; see `cost.ts`.
 */
export function formLimits() {
  const armor = new EnvelopArmor({
    // Suggestions help; the schema is no secret to who has a key.
    blockFieldSuggestion: { enabled: false },
    costLimit: { enabled: false },
    maxDepth: {
      n: DEPTH_MAX,
      ...reported(
        'QUERY_TOO_DEEP',
        `Fields lie more than ${DEPTH_MAX} levels deep. Ask for the inner rows in a query of their own, by their id.`,
      ),
    },
    maxAliases: {
      n: ALIASES_MAX,
      allowList: [],
      ...reported(
        'QUERY_TOO_ALIASED',
        `More than ${ALIASES_MAX} aliases. Ask for months, sectors and pages with the fields that list them, or in several queries.`,
      ),
    },
    maxDirectives: {
      n: DIRECTIVES_MAX,
      ...reported('QUERY_TOO_DIRECTED', `More than ${DIRECTIVES_MAX} directives. Ask in several queries.`),
    },
    maxTokens: {
      n: TOKENS_MAX,
      onReject: [
        // Thrown while it parses, so that the parser goes no further.
        () => {
          throw requestError(
            'QUERY_TOO_LONG',
            `More than ${TOKENS_MAX} words and signs. Put values into variables, use fragments, or ask in several queries.`,
          );
        },
      ],
    },
  });
  return armor.protect().plugins;
}

/** Makes a rule report our error, as other validation errors are, in place of throwing its own. */
function reported(code: ErrorCode, message: string) {
  return {
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => context?.reportError(requestError(code, message))],
  } satisfies {
    onReject: ((context: ValidationContext | null, error: GraphQLError) => void)[];
    propagateOnRejection: boolean;
  };
}

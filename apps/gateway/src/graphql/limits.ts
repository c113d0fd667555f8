import { EnvelopArmor } from '@escape.tech/graphql-armor';
import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
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
  return [...armor.protect().plugins, ownRefusals(), queriesOnly()];
}

/** Yoga would mark what a parser throws so that a client that accepts application/json alone got 200 for it. */
function ownRefusals(): Plugin {
  return {
    onParse:
      () =>
      ({ result }) => {
        const http = result instanceof GraphQLError ? result.extensions.http : undefined;
        if (http?.spec === false) throw result;
      },
  };
}

/** graphql-js 16 validates an operation whose kind the schema does not have, and fails on it when it is run. */
function queriesOnly(): Plugin {
  const rule = (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: ({ operation }) => {
      if (context.getSchema().getRootType(operation)) return;
      context.reportError(
        requestError(
          'OPERATION_UNSUPPORTED',
          `There is no ${operation} here: GraphQL reads, and what changes the ledger goes by REST, below /v1.`,
        ),
      );
    },
  });
  return { onValidate: ({ addValidationRule }) => addValidationRule(rule) };
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

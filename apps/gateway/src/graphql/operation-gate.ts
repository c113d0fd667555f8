import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { COST_MAX, costOf } from './cost.js';
import { requestError } from './errors.js';
import type { Operation } from './operation.js';

/**
 * What is checked of a document beside its form, before it is run: that it names one operation, that the variables fit, and what it
 * costs, which the answer tells in `extensions.cost`.
 */
export function operationGate(): Plugin<Operation> {
  return {
    // As early as this, because Yoga's own check, which does not say what to do, comes next.
    onParse:
      () =>
      ({ result, context }) => {
        if (result && !(result instanceof Error)) operationOf(result, context.params.operationName);
      },
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args;
      const operation = operationOf(document, operationName);
      const { errors, coerced } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        variableValues ?? {},
      );
      if (errors) return setResultAndStopExecution({ errors: errors.map(asRequestError) });
      const asked = Math.round(costOf(schema, document, operation, coerced));
      if (asked > COST_MAX) throw tooCostly(asked);
      return {
        onExecuteDone({ result }) {
          if ('next' in result) return;
          result.extensions = { ...result.extensions, cost: { asked, max: COST_MAX } };
        },
      };
    },
  };
}

/** @throws GraphQLError where the document has no operation of that name, or several while none is named. */
function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation) return operation;
  throw requestError(
    'OPERATION_UNKNOWN',
    typeof name === 'string'
      ? `The document has no operation named "${name}".`
      : 'The document does not have exactly one operation: say which one to run with operationName.',
  );
}

/** GraphQL over HTTP answers variables that do not fit with 400, to who accepts graphql-response+json. */
function asRequestError({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } },
  });
}

function tooCostly(asked: number): GraphQLError {
  return requestError(
    'QUERY_TOO_COSTLY',
    `The answer may hold ${asked} values, at most ${COST_MAX} are given at once. Ask for smaller pages with first, for fewer fields, or in several queries.`,
  );
}

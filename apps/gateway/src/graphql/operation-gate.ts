import { GraphQLError, getOperationAST, getVariableValues } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { COST_MAX, costOf } from './cost.js';
import { requestError } from './errors.js';
import type { Operation } from './operation.js';

/**
 * What is checked of a valid document once its variables are known, before it is run: that it names one operation, that the variables
 * fit, and what it costs, which the answer tells in `extensions.cost`.
 */
export function operationGate(): Plugin<Operation> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args;
      const refuse = (...errors: readonly GraphQLError[]) => setResultAndStopExecution({ errors });
      const operation = getOperationAST(document, operationName);
      if (!operation) return refuse(noOperation(operationName));
      const { errors, coerced } = getVariableValues(
        schema,
        operation.variableDefinitions ?? [],
        variableValues ?? {},
      );
      if (errors) return refuse(...errors.map(asRequestError));
      const asked = Math.round(costOf(schema, document, operation, coerced));
      if (asked > COST_MAX) return refuse(tooCostly(asked));
      return {
        onExecuteDone({ result }) {
          if ('next' in result) return;
          result.extensions = { ...result.extensions, cost: { asked, max: COST_MAX } };
        },
      };
    },
  };
}

function noOperation(name: string | null | undefined): GraphQLError {
  return requestError(
    'OPERATION_UNKNOWN',
    name
      ? `The document has no operation named "${name}".`
      : 'The document has several operations: say which one to run with operationName.',
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

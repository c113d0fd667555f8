import { GraphQLError, type ValidationContext, type ValidationRule, ValuesOfCorrectTypeRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * A value that is written into a query and does not fit is refused with the name of its argument, as one that comes in a variable is with that
 * of the variable: the type alone does not tell which of several it was.
 */
const namedValues: ValidationRule = (context) =>
  ValuesOfCorrectTypeRule(
    Object.create(context, {
      reportError: { value: (error: GraphQLError) => context.reportError(named(error, context)) },
    }) as ValidationContext,
  );

function named(error: GraphQLError, context: ValidationContext): GraphQLError {
  const argument = context.getArgument()?.name;
  if (argument === undefined) return error;
  const { message, nodes, originalError, extensions } = error;
  return new GraphQLError(`${argument}: ${message}`, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions,
  });
}

/** Stands behind whatever sets the rules. */
export function valuesByName(): Plugin {
  return {
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document, rules, ...options) =>
        validateFn(
          schema,
          document,
          rules?.map((rule: ValidationRule) => (rule === ValuesOfCorrectTypeRule ? namedValues : rule)),
          ...options,
        ),
      );
    },
  };
}

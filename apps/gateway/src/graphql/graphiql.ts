import type { GraphiQLOptions } from 'graphql-yoga';
import { EXAMPLE_QUERIES } from './example-queries.js';

/** The console for browsers at `GET /graphql`; its queries need a key in the header pane. */
export const graphiqlOptions: GraphiQLOptions = {
  title: 'Corridor Ledger',
  headers: JSON.stringify({ Authorization: 'Bearer <your key>' }, null, 2),
  defaultEditorToolsVisibility: 'headers',
  defaultTabs: EXAMPLE_QUERIES.map(({ query, variables }) => ({
    query,
    variables: variables ? JSON.stringify(variables, null, 2) : null,
  })),
};

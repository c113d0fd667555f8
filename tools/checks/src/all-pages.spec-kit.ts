import type { GatewayUnderTest } from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export async function answerOf(
  gateway: GatewayUnderTest,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await gateway.ask(query, { variables });
  expect(errors).toEqual([]);
  return (data as { readonly asked: Readonly<Record<string, unknown>> }).asked;
}

/**
 * All rows of a list of the field `asked`, of which the question takes `$first` and `$after`, in pages of a size.
 * Each is full but for the last one.
 */
export async function allPages<Node>(
  gateway: GatewayUnderTest,
  query: string,
  list: string,
  { first, ...variables }: Readonly<Record<string, unknown>> & { readonly first: number },
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const asked = await answerOf(gateway, query, { ...variables, first, after });
    const { edges, pageInfo } = asked[list] as Page<Node>;
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    expect(edges.length).toBe(first);
    after = pageInfo.endCursor;
  }
}

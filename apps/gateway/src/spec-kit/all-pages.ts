import type { GatewayUnderTest } from './gateway-under-test.js';

/** A list of a figure: the figure with its arguments, the list, and the fields of its entries. */
export interface ListOfFigure {
  /** Such as `daysHeld(from: "2026-01", to: "2026-02")`. */
  readonly figure: string;
  readonly list: string;
  /** Arguments beside those of the page, such as `open: true`. */
  readonly args?: string;
  readonly fields: string;
}

/** All entries of a list, page by page. @throws Error for a page but the last that is not full, and for one that goes on behind nothing. */
export async function allPages<Node>(
  gateway: GatewayUnderTest,
  { figure, list, args = '', fields }: ListOfFigure,
  first: number,
): Promise<readonly Node[]> {
  const query = `query Page($after: String) { figure: ${figure} {
    list: ${list}(${args && `${args}, `}first: ${first}, after: $after) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } } }`;
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await gateway.ask(query, { variables: { after } });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    type Page = {
      readonly edges: readonly { readonly node: Node }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
    const { edges, pageInfo } = (data as { readonly figure: { readonly list: Page } }).figure.list;
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage && edges.length <= first) return nodes;
    if (edges.length !== first) throw new Error(`A page of ${first} has ${edges.length}.`);
    after = pageInfo.endCursor;
  }
}

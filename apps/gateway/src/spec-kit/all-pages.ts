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

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Fields of a figure, which is asked with its arguments. @throws Error for whatever the gateway refuses */
export async function figureOf<Figure>(
  gateway: GatewayUnderTest,
  figure: string,
  fields: string,
): Promise<Figure> {
  const { data, errors } = await gateway.ask(`{ figure: ${figure} { ${fields} } }`);
  if (errors.length > 0) throw new Error(`${figure}: ${JSON.stringify(errors)}`);
  return (data as { readonly figure: Figure }).figure;
}

/** All entries of a list, page by page. @throws Error for a page but the last that is not full, and for one behind the first that is empty */
export async function allPages<Node>(
  gateway: GatewayUnderTest,
  { figure, list, args = '', fields }: ListOfFigure,
  first: number,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let after = ''; ; ) {
    const of = `${args && `${args}, `}first: ${first}${after}`;
    const page = `list: ${list}(${of}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`;
    const { edges, pageInfo } = (await figureOf<{ readonly list: Page<Node> }>(gateway, figure, page)).list;
    const fits = pageInfo.hasNextPage ? edges.length === first : edges.length <= first;
    if (!fits || (after !== '' && edges.length === 0))
      throw new Error(`${figure}, ${list}: a page of ${first} has ${edges.length}.`);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    after = `, after: "${pageInfo.endCursor}"`;
  }
}

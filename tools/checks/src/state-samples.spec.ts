import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = new URL('../../../', import.meta.url);
/** What docs/states does not draw: it follows what the messages of banks tell, in whatever order they come. */
const NOT_DRAWN = ['MessageCommand', 'StatementCommand'];

interface Samples {
  readonly MACHINES: readonly { readonly commands: readonly { readonly type: string }[] }[];
}

interface CommandPage {
  readonly UNDRAWN: Readonly<Record<string, readonly string[]>>;
}

const index = fileURLToPath(new URL('libs/domain/src/index.ts', root));
const program = ts.createProgram([index], {
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  types: [],
});

/** The types of command of each union `…Command` that the domain exports. */
function commandTypes(): ReadonlyMap<string, readonly string[]> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index);
  const exported = source && checker.getSymbolAtLocation(source);
  const found = new Map<string, readonly string[]>();
  for (const symbol of exported ? checker.getExportsOfModule(exported) : []) {
    if (!/^[A-Z].*Command$/.test(symbol.name)) continue;
    const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declared = checker.getDeclaredTypeOfSymbol(original);
    const type = checker.getPropertyOfType(declared, 'type');
    const literals = type && checker.getTypeOfSymbol(type);
    const all = literals?.isUnion() ? literals.types : literals ? [literals] : [];
    found.set(
      symbol.name,
      all.filter((each) => each.isStringLiteral()).map(({ value }) => value),
    );
  }
  return found;
}

/** Every text that stands in a list of the domain's code: the commands of `legalNow` do. */
function listedTexts(): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && ts.isArrayLiteralExpression(node.parent)) found.add(node.text);
    ts.forEachChild(node, collect);
  };
  const folder = dirname(index);
  for (const source of program.getSourceFiles()) {
    if (resolve(source.fileName).startsWith(folder)) collect(source);
  }
  return found;
}

it('tries every command of every aggregate that docs/states draws', async () => {
  const { MACHINES }: Samples = await import(new URL('tools/generate/state-samples.mjs', root).href);
  const sampled = MACHINES.map(({ commands }) => new Set(commands.map(({ type }) => type)));
  const commands = commandTypes();
  expect(commands.get('LetterOfCreditCommand')).toContain('ForwardPresentation');
  const lacking = [...commands]
    .filter(([name]) => !NOT_DRAWN.includes(name))
    .flatMap(([name, types]) => {
      const missing = sampled.map((samples) => types.filter((type) => !samples.has(type)));
      const [fewest = types] = missing.sort((a, b) => a.length - b.length);
      return fewest.map((type) => `${name}: ${type}`);
    });
  expect(lacking).toEqual([]);
});

it('leads on from every command that `legalNow` names, also of aggregates that are not drawn', async () => {
  const { UNDRAWN }: CommandPage = await import(new URL('tools/generate/command-docs.mjs', root).href);
  const told = Object.values(UNDRAWN).flat();
  const listed = listedTexts();
  const commands = commandTypes();
  const undrawn = NOT_DRAWN.flatMap((name) => commands.get(name) ?? []);
  expect(undrawn.filter((type) => listed.has(type) && !told.includes(type))).toEqual([]);
  expect(told.filter((type) => !undrawn.includes(type))).toEqual([]);
});

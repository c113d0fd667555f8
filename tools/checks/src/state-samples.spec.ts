import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = new URL('../../../', import.meta.url);
/** What docs/states does not draw: it follows what the messages of banks tell, in whatever order they come. */
const NOT_DRAWN = ['CollectionCommand', 'MessageCommand', 'PaymentCommand', 'StatementCommand'];

interface Samples {
  readonly MACHINES: readonly { readonly commands: readonly { readonly type: string }[] }[];
}

/** The types of command of each union `…Command` that the domain exports. */
function commandTypes(): ReadonlyMap<string, readonly string[]> {
  const index = fileURLToPath(new URL('libs/domain/src/index.ts', root));
  const { NodeNext } = ts.ModuleResolutionKind;
  const options = { moduleResolution: NodeNext, module: ts.ModuleKind.NodeNext, strict: true, types: [] };
  const program = ts.createProgram([index], options);
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

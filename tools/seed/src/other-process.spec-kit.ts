import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** Lets Node read the sources themselves, as Jest does here: what is built may be older, or not there. */
const HOOKS = `
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
const { transformSync } = createRequire(${JSON.stringify(root.href)})('@swc/core');
const configFile = fileURLToPath(new URL('.swcrc', ${JSON.stringify(root.href)}));
export const resolve = (name, context, next) => {
  if (name.startsWith('.') && name.endsWith('.js')) {
    const source = new URL(name.replace(/js$/, 'ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return next(name, context);
};
export const load = (url, context, next) => {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, configFile, sourceMaps: false });
  return { format: 'module', source: code, shortCircuit: true };
};`;

const dataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const REGISTER = dataUrl(
  `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(HOOKS))});`,
);

/** Runs a module in a process of its own; \`seed\` in its code is this package. It can be told and tells over IPC. */
export function runModule(code: string): ChildProcess {
  const index = new URL('index.ts', import.meta.url).href;
  const module = `const seed = await import(${JSON.stringify(index)});\n${code}`;
  return spawn(
    process.execPath,
    ['--conditions=@corridor/source', `--import=${REGISTER}`, '--input-type=module', '--eval', module],
    { cwd: fileURLToPath(root), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
}

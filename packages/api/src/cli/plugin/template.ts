import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PluginKind, RecordType } from '@throughline/plugin-kit'
import { named, type PluginNames } from './names.ts'

/** The texts of a new package by their paths in it. */
export type TemplateFiles = ReadonlyMap<string, string>

const README = import.meta.resolve('@throughline/plugin-kit/template/README.template.md')

/** What the template's stream yields for each kind of plugin. */
const RECORDS: Readonly<Record<PluginKind, RecordType>> = {
  discovery: 'asset',
  ticketing: 'ticket',
  survey: 'survey',
  monitoring: 'alert',
}
const KINDS: readonly string[] = Object.keys(RECORDS)

/**
 * The files of a new plugin. `name.<kind>.ts` of the template stands in for `name.ts` in a plugin of that kind;
 * what a package manager or a test runner would take for its own has another name in the template.
 *
 * @param kit what the package depends on the kit by, a range or where it lies; when undefined, the kit that this
 * program runs with
 */
export async function templateFiles(
  names: PluginNames,
  kind: PluginKind,
  kit: string | undefined,
): Promise<TemplateFiles> {
  const root = fileURLToPath(new URL('.', README))
  const dependsOn = kit ?? (await unpublishedKit(join(root, '..')))
  const found = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !path.startsWith('node_modules'))
  const files = new Map<string, string>()
  for (const path of found.filter((each) => kindOf(each) === undefined || kindOf(each) === kind)) {
    const target = targetOf(path, names)
    // Its variant for this kind takes its place.
    if (kindOf(path) === undefined && found.includes(variantOf(path, kind))) continue
    files.set(target, filled(await readFile(join(root, path), 'utf8'), names, kind, dependsOn))
  }
  files.set('pnpm-workspace.yaml', pnpmSettings(dependsOn))
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The settings of pnpm, for whom npm is not the package manager. A directory named by `file:` is a link to npm and a copy
 * to pnpm, and Node does not run the TypeScript of a copy below `node_modules`.
 */
function pnpmSettings(kit: string | undefined): string {
  const settings = ['packages:', "  - '.'", 'allowBuilds:', '  node: true']
  if (kit?.startsWith('file:') === true && !kit.endsWith('.tgz')) {
    const link = JSON.stringify(`link:${kit.slice('file:'.length)}`)
    settings.push('overrides:', `  '@throughline/plugin-kit': ${link}`)
  }
  return `${settings.join('\n')}\n`
}

/** Where the kit lies when it comes from no registry, as in a checkout of this project; undefined otherwise. */
async function unpublishedKit(directory: string): Promise<string | undefined> {
  const { private: unpublished }: { private?: unknown } = JSON.parse(
    await readFile(join(directory, 'package.json'), 'utf8'),
  )
  return unpublished === true ? `file:${resolve(directory)}` : undefined
}

function filled(text: string, names: PluginNames, kind: PluginKind, kit: string | undefined): string {
  const ofItsKind = text
    .replaceAll(`.${kind}.ts'`, ".ts'")
    .replaceAll("kind: 'ticketing'", `kind: '${kind}'`)
    .replaceAll("record: 'ticket'", `record: '${RECORDS[kind]}'`)
  const onItsKit =
    kit === undefined
      ? ofItsKind
      : ofItsKind.replace(
          /("@throughline\/plugin-kit": )"[^"]*"/,
          (_match, name: string) => `${name}${JSON.stringify(kit)}`,
        )
  return named(onItsKit, names)
}

/** `src/map.discovery.ts` is of the kind discovery. */
function kindOf(path: string): string | undefined {
  return basename(path)
    .split('.')
    .slice(1, -1)
    .find((part) => KINDS.includes(part))
}

function variantOf(path: string, kind: PluginKind): string {
  return path.replace(/\.([a-z]+)$/, `.${kind}.$1`)
}

function targetOf(path: string, { id }: PluginNames): string {
  if (path === 'gitignore.template') return '.gitignore'
  if (path === join('test', 'promises.ts')) return join('test', `${id}.test.ts`)
  const kind = kindOf(path)
  return path
    .replace('.template.', '.')
    .replace(kind === undefined ? '' : `.${kind}.`, kind === undefined ? '' : '.')
}

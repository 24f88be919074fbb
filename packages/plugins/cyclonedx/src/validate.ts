import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonPath } from '@throughline/plugin-kit'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { z } from 'zod'
import type { Bom } from './bom.ts'

/** What in a document breaks the published schema of its version, and where. */
export interface SchemaProblem {
  readonly path: JsonPath
  readonly problem: string
}

/** The library ships the schemas as CycloneDX publishes them, each under the name of a snapshot. */
const SCHEMAS = path.join(
  path.dirname(fileURLToPath(import.meta.resolve('@cyclonedx/cyclonedx-library/package.json'))),
  'res',
  'schema',
)
const REFERENCED = ['spdx', 'jsf-0.82', 'cryptography-defs']

/** A schema takes a second to compile, so each is compiled once. */
const validators = new Map<Bom['specVersion'], Promise<ValidateFunction>>()

/** Holds a document against the published schema of its version; undefined when it keeps to it. */
export async function schemaProblem(
  value: unknown,
  version: Bom['specVersion'],
): Promise<SchemaProblem | undefined> {
  const validator = validators.get(version) ?? compile(version)
  validators.set(version, validator)
  const validate = await validator
  if (validate(value)) return undefined
  // The first failure is the innermost; those behind it are alternatives that did not fit for the same reason.
  const [failure] = validate.errors ?? []
  return failure === undefined ? { path: [], problem: 'breaks the schema' } : problemOf(failure)
}

async function compile(version: Bom['specVersion']): Promise<ValidateFunction> {
  const schema = await schemaNamed(`bom-${version}`)
  const ajv = new Ajv({ strict: false })
  for (const name of REFERENCED) {
    // They refer to each other by the names of the snapshots, not by their own ids.
    ajv.addSchema(await schemaNamed(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`)
  }
  formats.default(ajv)
  // Of these two nothing is read, and no checker of them is at hand that takes all that is right.
  ajv.addFormat('iri-reference', true).addFormat('idn-email', true)
  // The checker's own compares each item with each other, which takes minutes for a large bill of materials.
  ajv.removeKeyword('uniqueItems').addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (wanted: boolean, items: readonly unknown[]) => !wanted || areUnique(items),
    error: { message: 'must NOT have the same item twice' },
  })
  return ajv.compile(schema)
}

async function schemaNamed(name: string): Promise<Record<string, unknown>> {
  const text = await readFile(path.join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
}

function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item, inOrder))).size === items.length
}

/** Members in the order of their names: in JSON Schema their order does not make two objects different. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function problemOf({ instancePath, message = 'breaks the schema', params }: ErrorObject): SchemaProblem {
  const name: unknown = params.additionalProperty
  const which = typeof name === 'string' && /^[\w$.:-]{1,60}$/.test(name) ? `: ${name}` : ''
  return { path: pathOf(instancePath), problem: `${message}${which}` }
}

/** A JSON Pointer as a path. */
function pathOf(pointer: string): JsonPath {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))
}

import {
  describeJsonPath,
  describePlace,
  InputError,
  type JsonDocument,
  type JsonPath,
  parseJsonDocument,
} from '@throughline/plugin-kit'
import { type Bom, bomSchema, SPEC_VERSIONS } from './bom.ts'
import { soundParts, type UnsoundPart } from './sound-parts.ts'
import { schemaProblem } from './validate.ts'

const AGAIN = 'Correct it, or have the tool that wrote it write a valid one; nothing of it was taken.'

/** A bill of materials with the document it was read from, so that what is wrong can be shown there. */
export interface BomDocument {
  readonly file: string
  readonly text: string
  readonly document: JsonDocument
  readonly bom: Bom
  readonly unsound: readonly UnsoundPart[]
  /** The first thing that breaks the published schema of its version, which bars nothing by itself. */
  readonly breaks?: string
}

/**
 * Reads one file: a bill of materials in JSON.
 *
 * @throws InputError that names the file and the place in it, and never quotes it.
 */
export async function parseBom(file: string, text: string): Promise<BomDocument> {
  if (/^\s*</.test(text)) {
    const hint = 'Have it written as JSON, or convert it: cyclonedx convert --output-format json.'
    throw new InputError({ file, line: 1, problem: 'this is XML, and only JSON is read', hint })
  }
  const document = parseJsonDocument(file, text)
  const version = specVersionOf(document)
  const broken = await schemaProblem(document.value, version)
  const { value, unsound } = soundParts(document.value)
  const result = bomSchema.safeParse(value)
  if (result.success) {
    const breaks = broken === undefined ? undefined : breakOf(document, broken.path, broken.problem)
    return { file, text, document, bom: result.data, unsound, ...(breaks === undefined ? {} : { breaks }) }
  }
  const [issue] = result.error.issues
  const path = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step))
  throw refused(document, path, issue?.message ?? 'cannot be read', version)
}

function breakOf(document: JsonDocument, path: JsonPath, problem: string): string {
  return `${describePlace(document.placeOf(path))}: ${describeJsonPath(path)} ${problem}`
}

function refused(document: JsonDocument, path: JsonPath, problem: string, version: string): InputError {
  return new InputError({
    ...document.placeOf(path),
    problem: `this is no valid CycloneDX ${version}: ${describeJsonPath(path)} ${problem}`,
    hint: AGAIN,
  })
}

function specVersionOf(document: JsonDocument): Bom['specVersion'] {
  const { value } = document
  const place = document.placeOf([])
  if (has(value, 'spdxVersion') || has(value, '@context')) {
    const hint = 'Have a CycloneDX document written, or convert it: cyclonedx convert.'
    throw new InputError({ ...place, problem: 'this is an SPDX document, not CycloneDX', hint })
  }
  if (!has(value, 'bomFormat') || value.bomFormat !== 'CycloneDX' || !has(value, 'specVersion')) {
    const problem = 'this is no CycloneDX document, which has the bomFormat "CycloneDX" and a specVersion'
    throw new InputError({ ...place, problem, hint: 'Name the bill of materials, such as bom.json.' })
  }
  const known = SPEC_VERSIONS.find((version) => version === value.specVersion)
  if (known !== undefined) return known
  throw new InputError({
    ...document.placeOf(['specVersion']),
    problem: `the specVersion is none of ${SPEC_VERSIONS.join(', ')}`,
    hint: 'Have it written in one of these, or convert it: cyclonedx convert --output-version v1_6.',
  })
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

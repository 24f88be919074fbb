import { createHash } from 'node:crypto'
import {
  describeJsonPath,
  InputError,
  type JsonPath,
  jsonProblem,
  textProblem,
  type Unusable,
  unusable,
} from '@throughline/plugin-kit'
import { type CyclonedxConfig, isSubject } from './config.ts'
import type { BomDocument } from './document.ts'
import { edgesOf } from './edges.ts'
import { type Element, elementsOf, refsIn, repeatedRefs } from './elements.ts'
import { bomAttributes, describeElement, type ElementFacts } from './facts.ts'
import type { UnsoundPart } from './sound-parts.ts'
import { plainPurl } from './web.ts'

/** That one thing needs another, between external ids, as it is listed and stored. */
export interface Dependency {
  readonly from: string
  readonly to: string
}

/** What one bill of materials says about its subject. */
export interface Application {
  readonly subject: string
  readonly elements: readonly ElementFacts[]
  readonly dependencies: readonly Dependency[]
  /** How many dependencies name something that is not in the document. */
  readonly dangling: number
  /** Components and services that cannot be used. */
  readonly unusable: readonly Unusable[]
  /** Whether elements are missing whose keys cannot be determined. */
  readonly lacksElements: boolean
  /** Whether dependencies are missing, because an element of them cannot be used or its `bom-ref` is given twice. */
  readonly lacksDependencies: boolean
}

const EXTERNAL_ID_LENGTH = 500

/** The external id of an element: the subject's own name, or `subject#key`; a digest where the key is too long. */
export function externalId(subject: string, key: string | null): string {
  if (key === null) return subject
  const id = `${subject}#${key}`
  if (id.length <= EXTERNAL_ID_LENGTH) return id
  return `${subject}#sha256:${createHash('sha256').update(key).digest('hex')}`
}

/** What a bill of materials is about: as configured, else as it says itself. @throws InputError when neither says it. */
export function subjectOf(document: BomDocument, config: CyclonedxConfig): string {
  if (config.subject !== undefined) return config.subject
  const component = document.bom.metadata?.component
  const name =
    component === undefined ? '' : [component.group ?? '', component.name].filter(Boolean).join('/')
  if (isSubject(name)) return name
  throw new InputError({
    ...document.document.placeOf(['metadata', 'component']),
    problem:
      component === undefined
        ? 'there is no metadata.component, which says what this bill of materials is about'
        : 'the name of metadata.component cannot stand in an external id',
    hint: 'Name its subject: --set subject=my-application.',
  })
}

/** Orders what a bill of materials says about its subject. @throws InputError when it does not say what that is. */
export function takeApplication(document: BomDocument, config: CyclonedxConfig): Application {
  const { bom } = document
  const subject = subjectOf(document, config)
  const about = bom.metadata?.component ?? { type: 'application', name: subject }
  const elements = elementsOf(bom, about, config)
  const [first] = elements
  const keyIn = (key: string) => (key === first.key ? null : key)
  const listed = new Map<string, ElementFacts>()
  const unsound = document.unsound.map((part) => unsoundPart(document, subject, part))
  for (const element of elements) {
    // The same thing found in two places is one thing; the first tells of it.
    if (listed.has(element.key)) continue
    const { attributes, ...description } = describeElement(element)
    const facts: ElementFacts = {
      subject,
      key: keyIn(element.key),
      ...description,
      ...(config.environment === undefined ? {} : { environment: config.environment }),
      attributes: element === first ? { ...attributes, ...bomAttributes(bom) } : attributes,
    }
    const bad = badText(facts, element, document)
    if (bad !== undefined) {
      unsound.push(bad)
      continue
    }
    listed.set(element.key, facts)
  }
  const repeated = repeatedRefs(bom)
  const refs = new Set([...refsIn(bom)].flatMap(([ref]) => (repeated.has(ref) ? [] : [ref])))
  const { pairs, dangling } = edgesOf(bom, elements, refs)
  const idOf = (key: string) => externalId(subject, keyIn(key))
  return {
    subject,
    elements: [...listed.values()],
    dependencies: pairs
      .filter((pair) => pair.every((key) => listed.has(key)))
      .map(([from, to]) => ({ from: idOf(from), to: idOf(to) })),
    dangling,
    unusable: unsound.map(({ part }) => part),
    lacksElements: unsound.some(({ known }) => !known),
    lacksDependencies: unsound.length > 0 || repeated.size > 0,
  }
}

interface UnsoundElement {
  readonly part: Unusable
  /** Whether its key is that of its record. */
  readonly known: boolean
}

/** A component without a name or of an unknown type. Its package URL tells which it is, where it has one. */
function unsoundPart({ document }: BomDocument, subject: string, { path, problem, value }: UnsoundPart) {
  const purl =
    typeof value === 'object' && value !== null && 'purl' in value && typeof value.purl === 'string'
      ? plainPurl(value.purl)
      : undefined
  const error = new InputError({
    ...document.placeOf(path),
    problem: `${describeJsonPath(path)} ${problem}`,
    hint: 'Correct it, or have the tool that wrote it do so; the rest was taken.',
  })
  return unsoundElement(error, path, purl === undefined ? undefined : externalId(subject, purl))
}

function badText(
  facts: ElementFacts,
  element: Element,
  { document }: BomDocument,
): UnsoundElement | undefined {
  // The attributes first: what is wrong there is often a part of the key too.
  const found = jsonProblem(facts.attributes) ?? jsonProblem(facts)
  if (found === undefined) return undefined
  const error = new InputError({
    ...document.placeOf(element.path),
    problem: `${describeJsonPath(element.path)} cannot be stored: its ${found.path.at(-1)} ${found.problem}`,
    hint: 'Correct it, or have the tool that wrote it do so; the rest was taken.',
  })
  return unsoundElement(error, element.path, externalId(facts.subject, facts.key))
}

function unsoundElement(error: InputError, path: JsonPath, key: string | undefined): UnsoundElement {
  const known = key !== undefined && textProblem(key) === undefined
  return {
    part: unusable(error, known ? key : `${error.file.slice(-500)}, ${describeJsonPath(path)}`),
    known,
  }
}

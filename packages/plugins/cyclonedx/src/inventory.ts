import { createHash } from 'node:crypto'
import { describeJsonPath, InputError, jsonProblem } from '@throughline/plugin-kit'
import { type CyclonedxConfig, isSubject } from './config.ts'
import type { BomDocument } from './document.ts'
import { edgesOf } from './edges.ts'
import { type Element, elementsOf, refsIn, refuseDuplicateRefs } from './elements.ts'
import { bomAttributes, describeElement, type ElementFacts } from './facts.ts'

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

/**
 * Orders what a bill of materials says about its subject.
 *
 * @throws InputError when it contradicts itself or holds text that cannot be stored.
 */
export function takeApplication(document: BomDocument, config: CyclonedxConfig): Application {
  refuseDuplicateRefs(document)
  const { bom } = document
  const subject = subjectOf(document, config)
  const about = bom.metadata?.component ?? { type: 'application', name: subject }
  const elements = elementsOf(bom, about, config)
  const [first] = elements
  const keyIn = (key: string) => (key === first.key ? null : key)
  const listed = new Map<string, ElementFacts>()
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
    refuseBadText(facts, element, document)
    listed.set(element.key, facts)
  }
  const refs = new Set([...refsIn(bom)].map(([ref]) => ref))
  const { pairs, dangling } = edgesOf(bom, elements, refs)
  const idOf = (key: string) => externalId(subject, keyIn(key))
  return {
    subject,
    elements: [...listed.values()],
    dependencies: pairs.map(([from, to]) => ({ from: idOf(from), to: idOf(to) })),
    dangling,
  }
}

function refuseBadText(facts: ElementFacts, element: Element, { document }: BomDocument): void {
  // The attributes first: what is wrong there is often a part of the key too.
  const found = jsonProblem(facts.attributes) ?? jsonProblem(facts)
  if (found === undefined) return
  throw new InputError({
    ...document.placeOf(element.path),
    problem: `${describeJsonPath(element.path)} cannot be stored: its ${found.path.at(-1)} ${found.problem}`,
    hint: 'Correct it, or have the tool that wrote it do so; nothing of it was taken.',
  })
}

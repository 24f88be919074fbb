import { filterTest, type MappingFilter } from './filter.ts'
import { FilterIndex } from './filter-index.ts'
import { AssetTexts } from './places.ts'
import { parseTemplate, render, type Template } from './template.ts'
import type { AssetTraits } from './traits.ts'

/** A rule as it is stored. */
export interface StoredRule {
  /** UUID of the version of the rule. */
  readonly versionId: string
  readonly number: number
  readonly ruleVersion: number
  readonly filter: MappingFilter
  /** UUID; null where a template names the service. */
  readonly serviceId: string | null
  readonly serviceName: string | null
  readonly serviceNamespace: string
  readonly createsService: boolean
  readonly strength: number
  readonly groupName: string | null
  readonly groupMinAvailable: number
}

/** The name that a rule gives, and the namespace that tells services of that name apart; empty where there is none. */
export interface ServiceKey {
  readonly name: string
  readonly namespace: string
}

/** What the first matching rule says of an asset. */
export interface MappingDecision {
  readonly rule: StoredRule
  /** The names that the rule gives; empty where it names a service by its id. More than one decide nothing. */
  readonly keys: readonly ServiceKey[]
}

interface CompiledRule {
  readonly rule: StoredRule
  readonly matches: (asset: AssetTexts) => boolean
  readonly name: Template
  readonly namespace: Template
}

const LONGEST_NAME = 200
const LONGEST_NAMESPACE = 80

/** Rules in their order. Decides for any number of assets; of the rules it tries those that may match. */
export class RuleBook {
  readonly #rules: readonly CompiledRule[]
  readonly #index: FilterIndex

  /** @throws TemplateError */
  constructor(rules: readonly StoredRule[]) {
    this.#rules = rules.map((rule) => ({
      rule,
      matches: filterTest(rule.filter),
      name: parseTemplate(rule.serviceName ?? ''),
      namespace: parseTemplate(rule.serviceNamespace),
    }))
    this.#index = new FilterIndex(rules.map(({ filter }) => filter))
  }

  /** The rules in their order. */
  get rules(): readonly StoredRule[] {
    return this.#rules.map(({ rule }) => rule)
  }

  /** Whether a rule asks which sources report an asset. */
  get readsSources(): boolean {
    return this.#rules.some(({ rule }) => asksForSources(rule.filter))
  }

  /**
   * What the first matching rule says; undefined if none matches. A rule whose template gives no name does not match. An
   * asset that is retired belongs to no service.
   */
  decide(asset: AssetTraits): MappingDecision | undefined {
    if (asset.lifecycle === 'RETIRED') return undefined
    const texts = new AssetTexts(asset)
    for (const place of this.#index.candidates(texts)) {
      const compiled = this.#rules[place]
      if (compiled === undefined || !compiled.matches(texts)) continue
      const { rule, name, namespace } = compiled
      if (rule.serviceId !== null) return { rule, keys: [] }
      const names = render(name, texts)
      if (names.length === 0) continue
      const [only = '', ...others] = render(namespace, texts)
      const within = others.length === 0 ? only.slice(0, LONGEST_NAMESPACE).trim() : ''
      return {
        rule,
        keys: names.map((each) => ({ name: each.slice(0, LONGEST_NAME).trim(), namespace: within })),
      }
    }
    return undefined
  }
}

function asksForSources({ sources, not = [] }: MappingFilter): boolean {
  return sources !== undefined || not.some(asksForSources)
}

/** The name of a service that a rule makes. @param crowded whether another namespace has a service of the same name */
export function serviceNameOf({ name, namespace }: ServiceKey, crowded: boolean): string {
  if (!crowded || namespace === '') return name
  return `${name.slice(0, LONGEST_NAME - namespace.length - 3).trim()} (${namespace})`
}

/** What provenance calls the version of a rule. */
export function ruleText({ number, ruleVersion }: Pick<StoredRule, 'number' | 'ruleVersion'>): string {
  return `rule ${number}, version ${ruleVersion}`
}

/** How a service that a rule makes is described. */
export function descriptionByRule(rule: Pick<StoredRule, 'number' | 'ruleVersion'>): string {
  return `Created by mapping ${ruleText(rule)}.`
}

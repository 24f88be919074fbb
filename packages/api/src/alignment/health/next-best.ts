import {
  type Explanation,
  type ExplanationInput,
  fractionInput,
  nodeInput,
  plainInput,
} from '../../graph/explanation.ts'
import { percent, significant } from '../../graph/figures.ts'
import { HEALTH_SOURCE } from './stage-words.ts'
import { gainOf, type StageFacts, type StageGap, type StageGapKind } from './stages.ts'

/** The repair that improves the model the most. */
export interface NextBest extends Pick<StageGap, 'kind' | 'stage' | 'count' | 'nodes'> {
  /** The part of the weight of its stage that the repair covers, 0 to 1; null if it covers rows only. */
  readonly weightGain: number | null
  /** The part of the rows of its stage, 0 to 1; null if the stage does not count them. */
  readonly shareGain: number | null
  /** Names of mutations that repair it. */
  readonly mutations: readonly string[]
  /** A command line that repairs it or leads there. */
  readonly command: string
  readonly explanation: Explanation
}

interface Repair {
  /** What is missing, after the count. */
  readonly found: readonly [one: string, many: string]
  readonly toDo: string
  readonly mutations: readonly string[]
  readonly command: string
}

const DECLARE = 'throughline apply -f <file>'

const REPAIRS: Readonly<Record<Exclude<StageGapKind, 'NOTHING_RECORDED'>, Repair>> = {
  SOURCE_NOT_READ: {
    found: ['live asset was last read', 'live assets were last read'],
    toDo: 'Sync the source, and look at its last runs if that fails.',
    mutations: ['syncSource'],
    command: 'throughline source sync <name>',
  },
  ASSET_WITHOUT_SOURCE: {
    found: ['live asset is not reported by any source', 'live assets are not reported by any source'],
    toDo: 'Connect the source that knows them, or retire what does not exist any more.',
    mutations: ['createSource', 'updateAsset'],
    command: 'throughline source add <name> <plugin>',
  },
  SERVICE_WITHOUT_OWNER: {
    found: ['live service has no owner', 'live services have no owner'],
    toDo: 'Name the team that answers for each of them.',
    mutations: ['updateService'],
    command: DECLARE,
  },
  ASSET_WITHOUT_OWNER: {
    found: ['live asset has no owner', 'live assets have no owner'],
    toDo: 'Name the team that answers for each of them, or let their source report it.',
    mutations: ['updateAsset'],
    command: DECLARE,
  },
  SERVICE_WITHOUT_ASSET: {
    found: [
      'live technical service has no live asset below it',
      'live technical services have no live asset below them',
    ],
    toDo: 'Link the assets that they run on, or write a mapping rule that does.',
    mutations: ['linkAssetsToService', 'createMappingRule'],
    command: DECLARE,
  },
  ASSET_WITHOUT_SERVICE: {
    found: ['live asset is needed by no service', 'live assets are needed by no service'],
    toDo: 'Write a mapping rule for what they have in common, or link them to the service that needs them.',
    mutations: ['createMappingRule', 'linkAssetsToService'],
    command: DECLARE,
  },
  OBJECTIVE_WITHOUT_SERVICE: {
    found: ['active objective has no live service', 'active objectives have no live service'],
    toDo: 'Link the services that they rest on, with their shares.',
    mutations: ['linkServiceToObjective'],
    command: DECLARE,
  },
  SERVICE_WITHOUT_OBJECTIVE: {
    found: ['live service leads to no active objective', 'live services lead to no active objective'],
    toDo: 'Link them, or the services and processes that use them, to the objective that they serve.',
    mutations: ['linkServiceToObjective', 'linkProcessToObjective'],
    command: DECLARE,
  },
  LINK_WITHOUT_SHARE: {
    found: ['link to an objective rests on a default', 'links to objectives rest on a default'],
    toDo: 'State the share or strength of each link; a share of 1 counts as stated if it has a rationale.',
    mutations: ['linkServiceToObjective', 'linkProcessToObjective', 'linkProcessToService'],
    command: DECLARE,
  },
}

/** @param stage the stage that the gap belongs to */
export function nextBest(gap: StageGap, stage: StageFacts): NextBest {
  if (gap.kind === 'NOTHING_RECORDED') return theBeginning(gap)
  const repair = REPAIRS[gap.kind]
  const gain = gainOf(gap, stage)
  const gains = {
    weightGain: gain.weight > 0 ? gain.weight : null,
    shareGain: gap.counted ? gain.rows : null,
  }
  const { kind, count, nodes, source } = gap
  const last = source === null ? '' : ` from ${source.name}, too long ago for its schedule`
  const found = `${count} ${repair.found[count === 1 ? 0 : 1]}${last}.`
  return {
    kind,
    stage: gap.stage,
    count,
    nodes,
    ...gains,
    mutations: repair.mutations,
    command: source === null ? repair.command : `throughline source sync ${source.name}`,
    explanation: {
      ...FORMULA,
      inputs: inputsOf(gap, gains),
      reasons: [
        { code: kind, text: found },
        { code: 'LARGEST_GAIN', text: gainInWords(gap, gains) },
        { code: 'WHAT_TO_DO', text: repair.toDo },
      ],
    },
  }
}

const FORMULA = { formula: 'model-health-next-best', version: 1, source: HEALTH_SOURCE } as const

type Gains = Pick<NextBest, 'weightGain' | 'shareGain'>

function inputsOf({ count, source, nodes }: StageGap, { weightGain, shareGain }: Gains): ExplanationInput[] {
  const inputs = [plainInput('rows', count)]
  if (weightGain !== null) inputs.push(plainInput('part of the weight', significant(weightGain)))
  if (shareGain !== null) inputs.push(plainInput('part of the rows', significant(shareGain)))
  if (source !== null) inputs.push(nodeInput('source', source.name, { type: 'Source', id: source.id }))
  const [first] = nodes
  if (first !== undefined && first.weight !== null) inputs.push(fractionInput('weight', first.weight, first))
  return inputs
}

function gainInWords({ stage }: StageGap, { weightGain, shareGain }: Gains): string {
  const name = stage.toLowerCase()
  if (weightGain !== null) {
    return `No other repair covers more: ${percent(weightGain)} of the weight of the stage “${name}”.`
  }
  return `No repair covers weight, and none covers more rows: ${percent(shareGain ?? 0)} of the stage “${name}”.`
}

function theBeginning({ kind, stage, count, nodes }: StageGap): NextBest {
  return {
    kind,
    stage,
    count,
    nodes,
    weightGain: null,
    shareGain: null,
    mutations: ['createObjective', 'createService', 'createSource'],
    command: DECLARE,
    explanation: {
      ...FORMULA,
      inputs: [],
      reasons: [
        { code: kind, text: 'There are no live assets, no live services and no active objectives.' },
        {
          code: 'WHAT_TO_DO',
          text: 'Declare objectives and the services that they rest on in a file, then connect a source that reports assets.',
        },
      ],
    },
  }
}

import type { GraphQLClient } from '../client/graphql-client.ts'
import { EXIT } from '../exit.ts'
import type { Output } from '../output.ts'
import { batchesOf } from './batches.ts'
import { checkFiles } from './check.ts'
import type { FieldChange } from './compare.ts'
import { preview, type Sending, write } from './execute.ts'
import { planObjects } from './plan.ts'
import { planOrder } from './plan-order.ts'
import type { ObjectChange, PlacedStep } from './planned.ts'
import { FilesError, type Problem } from './problems.ts'
import { deletedButUsed, exceedsGuard, type Pruning, planPruning } from './prune.ts'
import type { SourceText } from './read-files.ts'
import { readState } from './read-state.ts'
import { effectLines, fieldLine, keptLines, planLines, summary } from './render.ts'
import { resolveItems } from './resolve.ts'
import { planSettings } from './settings-plan.ts'

export interface ApplyOptions {
  /** The name of the file set: what it creates is marked with it. */
  readonly name: string
  readonly prune: boolean
  /** Removes more than 20% of what the files manage, too. */
  readonly pruneMore: boolean
  /** Exits with 2 if there are differences. */
  readonly exitCode: boolean
  /** Whether to write: known beforehand, or asked once the plan is shown. */
  readonly confirm: () => Promise<boolean>
  /** Where the values of secrets come from. */
  readonly variables: Readonly<Record<string, string | undefined>>
}

interface Plan extends Sending {
  readonly changes: readonly ObjectChange[]
  readonly settings: readonly FieldChange[]
  readonly lines: readonly string[]
  readonly pruning: Pruning
  readonly surplus: number
  readonly isEmpty: boolean
}

/**
 * Makes the organisation what the files state: checks all of them, shows what differs and what that changes, and writes
 * it if it is confirmed. Returns the exit code.
 * @throws FilesError for what is wrong in the files; nothing was written then
 */
export async function apply(
  client: GraphQLClient,
  files: readonly SourceText[],
  options: ApplyOptions,
  output: Output,
): Promise<number> {
  const plan = await planFor(client, files, options)
  if (plan.isEmpty) {
    output.say(nothingToDo(plan))
    for (const line of keptLines(plan.pruning)) output.say(line)
    output.result({ changes: [], settings: [], effect: null, written: false })
    return EXIT.done
  }
  for (const line of plan.lines) output.say(line)
  const effect = await preview(client, plan)
  if (effect === null) output.say('\nThe effect is not previewed: the organisation is too large for that.')
  if (effect != null && effect.criticality.length + effect.gaps.length > 0) {
    output.say('\nEffect')
    for (const line of effectLines(effect)) output.say(line)
  }
  output.say(`\nPlan: ${summary(plan.changes)}.${transactions(plan)}`)
  const result = { changes: plan.changes, settings: plan.settings, effect: effect ?? null }
  if (exceedsGuard(plan.pruning) && !options.pruneMore) {
    output.say(
      `Nothing is written: the plan removes ${plan.pruning.removed} of ${plan.pruning.managed} objects and entries that these files manage, more than 20%. Repeat it with --prune-more if that is intended.`,
    )
    output.result({ ...result, written: false })
    return options.exitCode ? EXIT_DIFFERENCES : EXIT.attention
  }
  if (!(await options.confirm())) {
    output.say('Nothing is written. Repeat the command with --yes to write it.')
    output.result({ ...result, written: false })
    return options.exitCode ? EXIT_DIFFERENCES : EXIT.attention
  }
  await write(client, plan, output)
  output.say('Written.')
  output.result({ ...result, written: true })
  return options.exitCode ? EXIT_DIFFERENCES : EXIT.done
}

/** With --exit-code: there were differences. */
const EXIT_DIFFERENCES = 2

async function planFor(
  client: GraphQLClient,
  files: readonly SourceText[],
  { name, prune, variables }: ApplyOptions,
): Promise<Plan> {
  const { objects, settings, problems: found } = checkFiles(files)
  if (found.length > 0) throw new FilesError(found)
  const mark = `apply:${name}`
  const state = await readState(client, objects, mark, prune)
  const resolution = resolveItems(objects, state, mark)
  const { problems } = resolution
  const planned = planObjects(resolution, mark, problems)
  const order = planOrder(resolution.items, state)
  const { fields, steps } = await planSettings(client, settings, problems)
  const single = planned.phases.single.map((one) => withSecrets(one, variables, problems))
  if (problems.length > 0) throw new FilesError(problems)
  const pruning = prune ? planPruning(state, resolution.items, planned.surplus, mark) : NO_PRUNING
  const needed = deletedButUsed(pruning, resolution.uses)
  if (needed.length > 0) throw new FilesError(needed)
  const { create, update, parts, link, references } = planned.phases
  const batches = batchesOf([
    ...steps,
    ...create,
    ...update,
    ...parts,
    ...link,
    ...references,
    ...order.steps,
    ...pruning.steps,
  ])
  const changes = combined([...planned.changes, ...order.changes, ...pruning.changes])
  const names = new Map<string, string>()
  for (const one of [...state.values()].flat()) names.set(one.id, one.name)
  for (const { key, name } of resolution.items) names.set(`$${key}`, name)
  const nameOf = (id: string) => (names.has(id) ? JSON.stringify(names.get(id)) : undefined)
  return {
    changes,
    settings: fields,
    lines: [
      ...(fields.length === 0 ? [] : ['~ settings', ...fields.map((one) => `    ${fieldLine(one, nameOf)}`)]),
      ...planLines(changes, nameOf),
      ...keptLines(pruning),
    ],
    batches,
    single,
    pruning,
    surplus: prune ? 0 : planPruning(state, resolution.items, planned.surplus, mark).removed,
    known: new Map(planned.known),
    isEmpty: batches.length === 0 && single.length === 0,
  }
}

/** One change for each object, with what is added and what is removed. */
function combined(changes: readonly ObjectChange[]): ObjectChange[] {
  return [...Map.groupBy(changes, ({ kind, name, action }) => `${action} ${kind} ${name}`).values()].flatMap(
    ([first, ...others]) =>
      first === undefined
        ? []
        : [
            {
              ...first,
              fields: [first, ...others].flatMap(({ fields }) => fields),
              entries: [first, ...others].flatMap(({ entries }) => entries),
            },
          ],
  )
}

const NO_PRUNING: Pruning = { changes: [], steps: [], kept: [], removed: 0, managed: 0, deleted: [] }

function withSecrets(
  { step, place }: PlacedStep,
  variables: ApplyOptions['variables'],
  problems: Problem[],
): PlacedStep {
  const { secretsFrom, ...input } = step.input
  if (secretsFrom === undefined) return { step, place }
  const secrets = Object.entries(secretsFrom as Readonly<Record<string, string>>).map(([field, variable]) => {
    const value = variables[variable]
    if (value === undefined && place !== undefined) {
      problems.push({
        place,
        message: `the secret ${field} comes from the environment variable ${variable}, which is not set`,
      })
    }
    return { field, value: value ?? '' }
  })
  return { step: { ...step, input: { ...input, secrets } }, place }
}

function nothingToDo({ surplus }: Plan): string {
  const hint =
    surplus === 0
      ? ''
      : ` ${surplus} objects and entries of these files are in no file any more; --prune removes them.`
  return `Nothing to do: everything is as the files state.${hint}`
}

function transactions({ batches, single, surplus }: Plan): string {
  const count = batches.length + single.length
  const many =
    count > 1
      ? ` It takes ${count} transactions${batches.length > 1 ? ', so its effect is not previewed' : ''}; if the command is interrupted, run it again.`
      : ''
  const hint =
    surplus === 0 ? '' : ` ${surplus} objects and entries are in no file any more; --prune removes them.`
  return `${many}${hint}`
}

import { describeJsonPath, InputError, type JsonDocument, parseJsonDocument } from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { State } from './state.ts'
import { fromShownState, shownStateSchema } from './state-shown.ts'
import { fromStateV4, stateV4Schema } from './state-v4.ts'

const PULL = 'Write the state with "terraform state pull" or "terraform show -json", and read that.'

/** For what came from "terraform show -json" already. */
const PULL_ONLY = 'Write the state with "terraform state pull", and read that.'

/** A state with the document it was read from, so that what is wrong can be shown there. */
export interface StateDocument {
  readonly file: string
  readonly text: string
  readonly document: JsonDocument
  readonly state: State
}

/**
 * Reads one file: a state of version 4, or what `terraform show -json` says of one.
 *
 * @throws InputError that names the file and the place in it, and never quotes it.
 */
export function parseState(file: string, text: string): StateDocument {
  const document = parseJsonDocument(file, text)
  const { value } = document
  const foreign = foreignDocument(value)
  if (foreign !== undefined) throw new InputError({ ...document.placeOf([]), ...foreign })
  const state = has(value, 'format_version')
    ? fromShownState(checked(document, shownStateSchema, PULL_ONLY))
    : fromStateV4(checked(document, stateV4Schema, PULL))
  return { file, text, document, state }
}

/** What a document is that is no state this plugin reads. */
function foreignDocument(value: unknown): { problem: string; hint: string } | undefined {
  if (has(value, 'encryption_version') || has(value, 'encrypted_data')) {
    return {
      problem: 'this state is encrypted',
      hint: 'Write it in the clear with "tofu state pull" where the key is known, and pipe that in.',
    }
  }
  if (has(value, 'planned_values') || has(value, 'resource_changes')) {
    return {
      problem: 'this is a plan, which says what is wanted and not what is there',
      hint: `Apply it first. ${PULL}`,
    }
  }
  if (has(value, 'format_version')) return undefined
  if (!has(value, 'version') || !has(value, 'resources')) {
    if (has(value, 'version') && has(value, 'modules')) {
      return { problem: 'this state was written by Terraform 0.11 or older', hint: upgrade }
    }
    return { problem: 'this is not a Terraform state, which has a version and resources', hint: PULL }
  }
  return value.version === 4 ? undefined : { problem: 'the version of this state is not 4', hint: upgrade }
}

const upgrade = 'Upgrade it by running a current Terraform or OpenTofu once, and read the state it writes.'

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

function checked<T>(document: JsonDocument, schema: z.ZodType<T>, hint: string): T {
  const result = schema.safeParse(document.value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step))
  throw new InputError({
    ...document.placeOf(path),
    problem: `${describeJsonPath(path)} is not what a state holds there: ${issue?.message ?? 'unknown'}`,
    hint,
  })
}

import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type JsonSchema, manifestOf, type Plugin } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import manifests from '../../src/plugin-manifests.json' with { type: 'json' }
import { builtInPlugin, PLUGIN_IDS } from '../../src/plugins.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../../../plugins/${name}`, import.meta.url))
const text = (name: string) => readFile(pathOf(name), 'utf8')

const overview = await text('README.md')

const plugins = await Promise.all(
  PLUGIN_IDS.map(async (id) => {
    const plugin = await builtInPlugin(id)
    if (plugin === undefined) throw new Error(`no plugin ${id}`)
    return [id, plugin] as const
  }),
)

describe.each(plugins)('%s', (id, plugin) => {
  test('has the manifest that is committed; else run pnpm generate:schema', () => {
    expect(manifests.find((manifest) => manifest.id === id)).toEqual(manifestOf(plugin))
  })

  test('has a page that explains each of its settings', async () => {
    const page = await text(`${id}/README.md`)
    expect(settingsOf(plugin.configJsonSchema).filter((setting) => !explains(page, setting))).toEqual([])
  })

  test('is held to the promises of the contract', async () => {
    const names = (await readdir(pathOf(`${id}/test`))).filter((name) => name.endsWith('.test.ts'))
    const tests = await Promise.all(names.map((name) => text(`${id}/test/${name}`)))
    expect(tests.filter((source) => /\b(?:c|apiC)onformance\(\w/.test(source))).not.toEqual([])
    if (plugin.hosts !== undefined) {
      expect(tests.filter((source) => /\bapiConformance\(\w/.test(source))).not.toEqual([])
    }
  })

  test('has golden files', async () => {
    const names = await readdir(pathOf(`${id}/fixtures`))
    expect(names.filter((name) => name.endsWith('.golden.json'))).not.toEqual([])
  })

  test('stands in the overview, with what it brings and what it can do', () => {
    const [, , brings = '', webhook = '', actions = ''] = rowOf(id)
    expect(words(brings).sort()).toEqual(
      [...new Set(plugin.streams.map(({ record }) => PLURALS[record]))].sort(),
    )
    expect(webhook).toBe(plugin.webhook === undefined ? '–' : 'yes')
    expect(words(actions).sort()).toEqual(plugin.actionNames.map((name) => ACTIONS[name]).sort())
  })
})

test('the overview has no others', () => {
  const rows = overview.match(/^\| \[[^\]]+\]\(([a-z]+)\/README\.md\)/gm) ?? []
  expect(rows).toHaveLength(PLUGIN_IDS.length)
})

const PLURALS: Readonly<Record<Plugin['streams'][number]['record'], string>> = {
  asset: 'assets',
  relation: 'relations',
  ticket: 'tickets',
  effort: 'efforts',
  change: 'changes',
  alert: 'alerts',
  samples: 'samples',
  survey: 'surveys',
  response: 'responses',
  person: 'persons',
  team: 'teams',
  service: 'services',
  objective: 'objectives',
  process: 'processes',
  cost: 'costs',
  ticketEvent: 'ticket events',
  surveyInvitation: 'survey invitations',
}

const ACTIONS: Readonly<Record<Plugin['actionNames'][number], string>> = {
  createTicket: 'tickets',
  comment: 'comments',
  sendSurvey: 'invitations',
}

const words = (cell: string) => (cell === '–' ? [] : cell.split(', '))

/** The cells of a plugin's row in the overview. */
function rowOf(id: string): string[] {
  const row = overview.split('\n').find((line) => line.includes(`](${id}/README.md)`)) ?? ''
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/**
 * Whether a page explains a setting: in the first column of a table, whole or with what leads to it left out. What is
 * a part of another setting may be explained where that one is, in words.
 */
function explains(page: string, setting: string): boolean {
  const names = setting.split('.')
  const codes = names.flatMap((_, index) => {
    const name = names.slice(index).join('.')
    return [`\`${name}\``, `\`.${name}\``]
  })
  if (names.length > 1) return codes.some((code) => page.includes(code))
  const firstCells = page.split('\n').map((line) => (line.startsWith('|') ? (line.split('|')[1] ?? '') : ''))
  return firstCells.some((cell) => codes.some((code) => cell.includes(code)))
}

/** The settings a schema takes, those within others with dots between the names. */
function settingsOf(schema: JsonSchema, prefix = ''): string[] {
  const { properties } = schema
  if (!isSchema(properties)) return []
  return Object.entries(properties).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`
    const within = isSchema(inner) ? settingsOf(inner, `${path}.`) : []
    return within.length === 0 ? [path] : within
  })
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

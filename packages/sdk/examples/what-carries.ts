// Which objectives does this asset carry? By its name or id: node what-carries.ts sw-hall2-acc-07
import { readFile } from 'node:fs/promises'
import { createClient } from '@throughline/sdk'
import { Assets } from '@throughline/sdk/operations/assets'
import { Impact } from '@throughline/sdk/operations/impact'

const { THROUGHLINE_URL, THROUGHLINE_TOKEN, THROUGHLINE_HOME = '.throughline' } = process.env
const token = THROUGHLINE_TOKEN ?? (await readFile(`${THROUGHLINE_HOME}/token`, 'utf8'))
const client = createClient({ url: THROUGHLINE_URL ?? 'http://127.0.0.1:4000/graphql', token })

const [asked = 'sw-hall2-acc-07'] = process.argv.slice(2)
const { assets } = await client.execute(Assets, { filter: { name: { eq: asked } } })
const of = assets.nodes.length > 0 ? assets.nodes.map(({ id }) => ({ id })) : [{ id: asked }]
const { impact } = await client.execute(Impact, { of })
for (const { objective, valueAtRisk, path } of impact.objectives) {
  console.log(`${(valueAtRisk * 100).toFixed(1).padStart(5)}%  ${objective?.title}`)
  console.log(`        ${path.map(({ name }) => name).join(' → ')}`)
}
console.log(`${((impact.valueAtRisk ?? 0) * 100).toFixed(1).padStart(5)}%  of all objectives at risk`)

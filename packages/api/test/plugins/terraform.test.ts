import type { Plugin } from '@throughline/plugin-kit'
import { terraform } from '@throughline/plugin-terraform'
import { fixtures, shop } from '../../../plugins/terraform/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

/** Of providers whose things exist in the state alone. */
const IN_THE_STATE_ALONE = /^(random|null|local|tls|time|terraform)_/

worksAtWork(terraform as Plugin, fixtures, {
  counted() {
    const { resources } = JSON.parse(shop) as {
      resources: { mode: string; type: string; instances: { deposed?: string }[] }[]
    }
    const managed = resources.filter(({ mode, type }) => mode === 'managed' && !IN_THE_STATE_ALONE.test(type))
    return {
      assets: managed.flatMap(({ instances }) => instances).filter(({ deposed }) => deposed === undefined)
        .length,
    }
  },
})

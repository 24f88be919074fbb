import type { Plugin } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { fixtures } from '../../../plugins/kubernetes/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

const NO_ASSETS = ['ConfigMap', 'Secret', 'CustomResourceDefinition']

worksAtWork(kubernetes as Plugin, fixtures, {
  counted({ objects }) {
    const assets = objects.filter(({ kind }) => !NO_ASSETS.includes(String(kind)))
    return { assets: assets.length }
  },
})

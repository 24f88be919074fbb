import { formbricks } from '@throughline/plugin-formbricks'
import type { Plugin } from '@throughline/plugin-kit'
import { fixtures } from '../../../plugins/formbricks/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

worksAtWork(formbricks as Plugin, fixtures, {
  services: ['Service desk'],
  counted: ({ surveys, responses }) => ({
    surveys: surveys.filter(({ status }) => status !== 'draft').length,
    responses: responses.filter(({ finished }) => finished).length,
  }),
  news: 1,
})

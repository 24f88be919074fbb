import type { Plugin } from '@throughline/plugin-kit'
import { limesurvey } from '@throughline/plugin-limesurvey'
import { fixtures } from '../../../plugins/limesurvey/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

worksAtWork(limesurvey as Plugin, fixtures, {
  services: ['Service desk'],
  counted: ({ surveys, responses }) => ({
    surveys: surveys.filter(({ active }) => active === 'Y').length,
    responses: [...responses.values()].flat().filter(({ submitdate }) => submitdate !== null).length,
  }),
})

import { type Ask, dataOf } from '../ask.ts'
import { GAPS, MODEL_HEALTH } from '../documents.ts'
import type { Panel } from '../model.ts'
import type { Gaps, Health } from '../shapes.ts'
import { asTitle, inWords, NONE, percent } from '../words.ts'
import { reasonsOf, shownOf } from './plan.ts'

export async function healthPanel(ask: Ask): Promise<Omit<Panel, 'id' | 'title' | 'about'>> {
  const { modelHealth } = await dataOf<Health>(ask, MODEL_HEALTH)
  const { stages, nextBest, explanation } = modelHealth
  return {
    query: { document: MODEL_HEALTH, variables: {} },
    figures:
      nextBest === null
        ? []
        : [
            {
              label: 'Next best repair',
              value: `${nextBest.count} to repair`,
              note: `${nextBest.explanation.reasons.map(({ text }) => text).join(' ')} Command: ${nextBest.command}`,
            },
          ],
    tables: [
      {
        caption: 'Stages of the model',
        head: ['Stage', 'Rows', 'Share', 'By weight'],
        right: [1, 2, 3],
        rows: stages.map(({ stage, count, total, share, weightShare }) => [
          asTitle(stage),
          `${count} of ${total}`,
          percent(share),
          percent(weightShare),
        ]),
        empty: 'The model is empty.',
      },
    ],
    why: [
      ...explanation.reasons.map(({ text }) => text),
      ...reasonsOf(stages.map((one) => [asTitle(one.stage), one.explanation.reasons])),
    ],
  }
}

export async function gapsPanel(ask: Ask): Promise<Omit<Panel, 'id' | 'title' | 'about'>> {
  const { gaps } = await dataOf<Gaps>(ask, GAPS)
  return {
    query: { document: GAPS, variables: {} },
    tables: [
      {
        caption: `Coverage: ${gaps.totalCount} gaps by kind`,
        head: ['Kind', 'Gaps'],
        right: [1],
        rows: gaps.counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => [asTitle(kind), String(count)]),
        empty: 'No gaps.',
      },
      {
        caption: shownOf('Gaps with the most weight', gaps.nodes.length, gaps.totalCount),
        head: ['Of', 'Gap', 'Related', 'Weight'],
        right: [3],
        rows: gaps.nodes.map(({ subjectName, kind, relatedName, weight }) => [
          subjectName,
          inWords(kind),
          relatedName ?? NONE,
          percent(weight),
        ]),
        empty: 'No gaps.',
      },
    ],
    why: reasonsOf(gaps.nodes.map((gap) => [gap.subjectName, gap.explanation.reasons])),
  }
}
